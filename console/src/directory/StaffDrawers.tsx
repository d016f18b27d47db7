import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { useLast } from '../ui/last'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { useEndSupportUser, useMakeSupportUser, type StaffMember } from './staff'

/** Makes somebody a Support User. */
export function MakeStaffDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay()
  const make = useMakeSupportUser()
  const form = useForm({ defaultValues: { name: '', email: '' } })
  const { errors } = form.formState
  const submit = form.handleSubmit((typed) => {
    const person = { name: typed.name.trim(), email: typed.email.trim() }
    make.mutate(person, {
      onError: (error) => placeFaults(form, error),
      onSuccess: () => {
        say({ text: `${person.name} is a Support User now.` })
        form.reset()
        onClose()
      },
    })
  })
  return (
    <FormDrawer
      title="Add a Support User"
      open={open}
      onClose={onClose}
      verb="Add Support User"
      waiting={make.isPending}
      fault={onlyAtFields(make.error) ? null : make.error}
      onSubmit={() => void submit()}
    >
      <Typography color="text.secondary">
        A Support User works across all customers: adds people, gives tenants, approves apps. Never sees what a call holds.
      </Typography>
      <Field label="Name" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" autoFocus {...form.register('name', { required: 'Type their name.' })} />}
      </Field>
      <Field label="E-mail address" hint="They get a link there to choose a password." fault={errors.email?.message}>
        {(field) => (
          <OutlinedInput {...field} type="email" autoComplete="off" {...form.register('email', { required: 'Type their address.' })} />
        )}
      </Field>
    </FormDrawer>
  )
}

/** Ends a Support User’s role, after saying what stops. */
export function EndStaffDrawer({ member, onClose }: { member: StaffMember | null; onClose: () => void }) {
  const say = useSay()
  const end = useEndSupportUser()
  const shown = useLast(member)
  return (
    <FormDrawer
      title={`End ${shown?.name ?? ''}’s role`}
      open={member !== null}
      onClose={onClose}
      verb="End role"
      danger
      waiting={end.isPending}
      fault={end.error}
      onSubmit={() =>
        shown &&
        end.mutate(shown.email, {
          onSuccess: () => {
            say({ text: `${shown.name} is no Support User any more.` })
            onClose()
          },
        })
      }
    >
      <Typography>
        {shown?.name} is refused everywhere at once: sessions end and personal keys die. What they did stays in the audit trails.
      </Typography>
    </FormDrawer>
  )
}
