import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { SwitchLine } from '../ui/form/SwitchLine'
import { OneOf } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { AccessPreview } from '../ui/preview/AccessPreview'
import type { Former } from './SettingsHistory'
import {
  audiences,
  callMails,
  editOrganization,
  editSecurity,
  fetchSettings,
  ofSettings,
  type Audience,
  type CallMail,
  type Numbers,
  type Settings,
} from './settings'

interface Props {
  customer: string
  settings: Settings
  /** What is filled in already: values of before, which are restored. */
  former: Former
  open: boolean
  onClose: () => void
}

/** How the organization is run: bounds, what is a major change, whether notes are required. */
export function OrganizationDrawer({ customer, settings, former, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: settings,
    fetch: () => fetchSettings(customer),
    begin: (seen): Numbers & { note: string } => ({ ...pick(seen), note: '' }),
    given: former.organization as Partial<Numbers & { note: string }> | undefined,
    send: ({ note, ...numbers }, seen) => editOrganization(customer, seen, numbers, note),
    changes: ofSettings,
    said: () => 'Settings changed.',
    undo: (_answer, { note }, was, now) => editOrganization(customer, now, pick(was), note),
  })
  const number = (name: 'mostOrganizationAdmins' | 'majorSeats' | 'majorSeatHours', label: string, hint: string, most: number) => (
    <Field label={label} hint={hint} fault={errors[name]?.message}>
      {({ id, inputProps }) => (
        <OutlinedInput
          id={id}
          type="number"
          inputProps={{ ...inputProps, min: 1, max: most }}
          {...form.register(name, { valueAsNumber: true, required: 'Enter a number.' })}
        />
      )}
    </Field>
  )
  return (
    <FormDrawer title="Change organization settings" verb="Save settings" {...drawer}>
      {number(
        'mostOrganizationAdmins',
        'Organization Admins at most',
        `There ${settings.organizationAdmins === 1 ? 'is 1' : `are ${settings.organizationAdmins}`} now.`,
        20,
      )}
      {number(
        'majorSeats',
        'Seats',
        'More than this many given or removed is a major change, which another Organization Admin approves.',
        1000,
      )}
      {number('majorSeatHours', 'Within hours', 'Changes within this time are counted together.', 720)}
      <Controller
        control={form.control}
        name="notesRequired"
        render={({ field: { value, onChange } }) => (
          <SwitchLine label="Require a note for every grant, removal and change of configuration" on={value} onChange={onChange} />
        )}
      />
      <Controller
        control={form.control}
        name="callMail"
        render={({ field: { value, onChange } }) => (
          <OneOf
            label="E-mails about calls"
            hint="They go to people who may see the call and chose to get them. An e-mail that was sent cannot be withdrawn when access ends."
            options={(Object.entries(callMails) as [CallMail, string][]).map(([key, label]) => ({ key, label }))}
            value={value}
            onChange={onChange}
          />
        )}
      />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

const pick = ({ mostOrganizationAdmins, majorSeats, majorSeatHours, notesRequired, callMail }: Settings) => ({
  mostOrganizationAdmins,
  majorSeats,
  majorSeatHours,
  notesRequired,
  callMail,
})

/** Who reads whole transcripts, after showing who gains and who loses them. */
export function SecurityDrawer({ customer, settings, former, open, onClose }: Props) {
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: settings,
    fetch: () => fetchSettings(customer),
    begin: ({ transcripts }) => ({ transcripts, note: '' }),
    given: former.security,
    send: ({ transcripts, note }, seen, way) => editSecurity(customer, seen, transcripts, note, way),
    previews: ({ transcripts }, seen) => transcripts !== seen.transcripts,
    changes: ofSettings,
    said: (_answer, { transcripts }) => `Whole transcripts: ${audiences[transcripts].toLowerCase()}.`,
    undo: (_answer, { note }, was, now) => editSecurity(customer, now, was.transcripts, note),
  })
  return (
    <FormDrawer title="Change security settings" verb="Save settings" {...drawer}>
      <Controller
        control={form.control}
        name="transcripts"
        render={({ field: { value, onChange } }) => (
          <OneOf
            label="Who reads whole transcripts"
            options={(Object.entries(audiences) as [Audience, string][]).map(([key, label]) => ({ key, label }))}
            value={value}
            onChange={onChange}
          />
        )}
      />
      <Typography color="text.secondary">
        This makes no call visible to anyone. Everyone who sees a call reads its summary and the moments it quotes.
      </Typography>
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
