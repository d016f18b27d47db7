import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { inDays, untilEndOf } from '../ui/shown/days'
import { shareCall } from './acts'
import type { Call } from './calls'

/** Shares one’s own call with one colleague until the end of a day. */
export function ShareDrawer({ call, open, onClose }: { call: Call; open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: call,
    begin: () => ({ with: '', until: inDays(7) }),
    send: ({ with: address, until }, { id }) => shareCall(id, { with: address.trim(), until: untilEndOf(until) ?? '' }),
    changes: ['call'],
    said: (_, { with: address }) => `Shared with ${address.trim()}.`,
  })
  return (
    <FormDrawer title="Share this call" verb="Share call" {...drawer}>
      <Typography color="text.secondary">
        One colleague sees this call until then, and is notified. You can stop sharing at any time.
      </Typography>
      <Field label="Colleague’s e-mail address" fault={errors.with?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="email"
            autoComplete="off"
            {...form.register('with', { required: 'Type the address of one colleague.' })}
          />
        )}
      </Field>
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
    </FormDrawer>
  )
}
