import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
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
