import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { api } from '../api/client'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { Section } from '../ui/page/Page'
import { inDays, untilEndOf } from '../ui/shown/days'
import { shareCall, stopSharing } from './acts'
import type { Call } from './calls'
import { ColleaguePicker, type Colleague } from './ColleaguePicker'

/** Shares one’s own call with one colleague until the end of a day. */
export function ShareDrawer({ call, open, onClose }: { call: Call; open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: call,
    begin: () => ({ with: null as Colleague | null, until: inDays(7) }),
    send: ({ with: colleague, until }, { id }) => shareCall(id, { with: colleague!.id, until: untilEndOf(until) ?? '' }),
    changes: ['call'],
    said: (_, { with: colleague }) => `Shared with ${colleague!.name}.`,
    undo: (_, { with: colleague }, { id }) => stopSharing(id, colleague!.id),
  })
  const chosen = form.watch('with')
  return (
    <FormDrawer title="Share call" verb="Share call" {...drawer}>
      <Typography color="text.secondary">
        One colleague can see this call until the day you choose, and is notified. You can stop sharing at any time.
      </Typography>
      <Controller
        control={form.control}
        name="with"
        rules={{ required: 'Choose a colleague.' }}
        render={({ field: { value, onChange } }) => (
          <ColleaguePicker call={call.id} value={value} fault={errors.with?.message as string | undefined} onChange={onChange} />
        )}
      />
      {chosen?.sees && (
        <Typography>
          <bdi>{chosen.name}</bdi> has access already. Sharing keeps it until the day below, whatever else changes.
        </Typography>
      )}
      <Field label="Until the end of" hint="At most 90 days from now." fault={errors.until?.message}>
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            type="date"
            inputProps={{ ...inputProps, min: inDays(0), max: inDays(89) }}
            {...form.register('until', { required: 'Choose the last day.' })}
          />
        )}
      </Field>
      <Section title="People with access" aside={call.readers.length}>
        <Typography variant="body2" color="text.secondary">
          {call.readers.map((reader) => reader.name).join(', ')}
        </Typography>
      </Section>
    </FormDrawer>
  )
}

/** Lets one member of the vendor’s staff look at the call until the end of a day; its owner reads the reason. */
export function SupportDrawer({ call, open, onClose }: { call: Call; open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: call,
    begin: () => ({ staff: '', until: inDays(0), reason: '' }),
    send: ({ staff, until, reason }, { id }) =>
      api.POST('/api/calls/{id}/support-access', {
        params: { path: { id } },
        body: { staff: staff.trim(), until: untilEndOf(until) ?? '', reason },
      }),
    changes: ['call'],
    said: (_, { staff }) => `${staff.trim()} can look at this call.`,
  })
  return (
    <FormDrawer title="Give support access" verb="Give access" {...drawer}>
      <Typography color="text.secondary">
        One member of your vendor’s support can read this call’s summary, not its transcript. {call.owner.name} is notified and sees who can
        look, until when, your reason, and when they first open it. It ends by itself; you can end it before under Support access.
      </Typography>
      <Field label="E-mail address of the member of support" fault={errors.staff?.message}>
        {(field) => (
          <OutlinedInput {...field} type="email" autoComplete="off" {...form.register('staff', { required: 'Enter their address.' })} />
        )}
      </Field>
      <Field label="Until the end of" hint="At most seven days from now." fault={errors.until?.message}>
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            type="date"
            inputProps={{ ...inputProps, min: inDays(0), max: inDays(6) }}
            {...form.register('until', { required: 'Choose the last day.' })}
          />
        )}
      </Field>
      <Field label="Reason" hint="At least 10 characters. The owner and the member of support can read it." fault={errors.reason?.message}>
        {(field) => <OutlinedInput {...field} multiline minRows={2} {...form.register('reason', { required: 'Enter a reason.' })} />}
      </Field>
    </FormDrawer>
  )
}
