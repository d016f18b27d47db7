import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { Shape } from '../../api/client'
import { ScheduleFields, workdays, type Schedule } from '../../inbox/ScheduleFields'
import { useMe } from '../../session/session'
import { FormDrawer } from '../../ui/form/FormDrawer'
import { NoteField } from '../../ui/form/NoteField'
import { OneOf, Ticks } from '../../ui/form/Ticks'
import { useDrawer } from '../../ui/form/useDrawer'
import { useLast } from '../../ui/hooks/last'
import { endReport, formatNames, ofReports, reportNames, saveReport, type SeatReport } from './reports'

interface Props {
  customer: string
  people: Shape<'PersonView'>[]
  /** Whether the file is in the e-mail. */
  files: boolean
  /** The report that is changed, or none for a new one; null: closed. */
  editing: { report?: SeatReport } | null
  onClose: () => void
}

const options = <Key extends string>(names: Record<Key, string>) =>
  Object.entries<string>(names).map(([key, label]) => ({ key: key as Key, label }))

/** Schedules a report, or changes one of the reader’s own. */
export function ReportDrawer({ customer, people, files, editing, onClose }: Props) {
  const me = useMe()
  const shown = useLast(editing)
  const isNew = !shown?.report
  const { form, drawer } = useDrawer({
    open: editing !== null,
    onClose,
    thing: shown?.report,
    begin: (
      report,
    ): { report: SeatReport['report']; format: SeatReport['format']; when: Schedule; recipients: string[]; note: string } => ({
      report: report?.report ?? 'seats',
      format: report?.format ?? 'xlsx',
      when: report?.when ?? { ...workdays(), days: ['monday'] },
      // Who can't see seats any more can't be kept either.
      recipients: people
        .filter(({ id }) => (report ? report.recipients.some(({ person }) => person.id === id) : id === me.id))
        .map(({ id }) => id),
      note: '',
    }),
    send: ({ note, ...plan }, report) => saveReport(customer, report, plan, note),
    changes: ofReports,
    said: () => (isNew ? 'Scheduled. Those who get it are notified.' : 'Saved.'),
  })
  const { control, formState } = form
  const faults = formState.errors
  return (
    <FormDrawer title={isNew ? 'Schedule report' : 'Change scheduled report'} verb={isNew ? 'Schedule report' : 'Save'} {...drawer}>
      <Controller
        control={control}
        name="report"
        render={({ field }) => <OneOf label="Report" options={options(reportNames)} value={field.value} onChange={field.onChange} />}
      />
      <Controller
        control={control}
        name="format"
        render={({ field }) => (
          <OneOf
            label="File"
            hint={files ? undefined : 'Your organization sends no content by e-mail: the e-mail has a link instead of the file.'}
            options={options(formatNames)}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="when"
        rules={{ validate: ({ at, days }) => (at && days.length ? true : 'Choose a time and at least one day.') }}
        render={({ field }) => (
          <ScheduleFields
            label="Time"
            schedule={field.value}
            fault={(part) => (faults.when as Partial<Record<keyof Schedule, { message?: string }>> | undefined)?.[part]?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="recipients"
        rules={{ validate: (chosen) => (chosen.length ? true : 'Choose at least one person.') }}
        render={({ field, fieldState }) => (
          <Ticks
            label="To"
            hint="People who can see seats: User Admins and Organization Admins."
            fault={fieldState.error?.message}
            options={people.map(({ id, name }) => ({ key: id, label: <bdi>{name}</bdi> }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Ends a scheduled report, after saying for whom. */
export function EndReportDrawer({ customer, report, onClose }: { customer: string; report: SeatReport | null; onClose: () => void }) {
  const shown = useLast(report)
  const { drawer } = useDrawer({
    open: report !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => endReport(customer, seen!),
    changes: ofReports,
    said: () => 'Ended. Those who got it are notified.',
  })
  return (
    <FormDrawer title="End this schedule?" verb="End schedule" danger {...drawer}>
      <Typography>
        Nobody gets this report any more, and those who did are notified. To stop it for a while, pause it instead. What was sent stays in
        mailboxes.
      </Typography>
    </FormDrawer>
  )
}
