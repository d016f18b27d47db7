import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { inDays, untilEndOf } from '../ui/days'
import type { Call } from './calls'
import { useShare } from './acts'

/** Shares one’s own call with one colleague until the end of a day. */
export function ShareDrawer({ call, open, onClose }: { call: Call; open: boolean; onClose: () => void }) {
  const say = useSay()
  const share = useShare(call.id)
  const form = useForm({ defaultValues: { with: '', until: inDays(7) } })
  const { errors } = form.formState
  const submit = form.handleSubmit((values) =>
    share.mutate(
      { with: values.with.trim(), until: untilEndOf(values.until) ?? '' },
      {
        onError: (error) => placeFaults(form, error),
        onSuccess: () => {
          say({ text: `Shared with ${values.with.trim()}.` })
          form.reset()
          onClose()
        },
      },
    ),
  )
  return (
    <FormDrawer
      title="Share this call"
      open={open}
      onClose={onClose}
      verb="Share it"
      waiting={share.isPending}
      fault={onlyAtFields(share.error) ? null : share.error}
      onSubmit={() => void submit()}
    >
      <Typography color="text.secondary">
        One colleague sees this call until then, and is told. You can stop sharing at any time.
      </Typography>
      <Field label="Colleague’s e-mail address" fault={errors.with?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="email"
            autoComplete="off"
            autoFocus
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
