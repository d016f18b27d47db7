import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { addSupportUser, endSupportUser, type StaffMember } from './staff'

/** Makes somebody a Support User. */
export function AddStaffDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ name: '', email: '' }),
    send: ({ name, email }) => addSupportUser({ name: name.trim(), email: email.trim() }),
    changes: ['staff'],
    said: (_, { name }) => `${name.trim()} is a Support User now.`,
    undo: (_, { email }) => endSupportUser(email.trim()),
  })
  return (
    <FormDrawer title="Add Support User" verb="Add Support User" {...drawer}>
      <Typography color="text.secondary">
        Support Users work across all customers: they add users, assign tenants and approve apps. They never see the content of calls.
      </Typography>
      <Field label="Name" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter their name.' })} />}
      </Field>
      <Field label="E-mail address" hint="They get an e-mail with a link to set a password." fault={errors.email?.message}>
        {(field) => (
          <OutlinedInput {...field} type="email" autoComplete="off" {...form.register('email', { required: 'Enter their address.' })} />
        )}
      </Field>
    </FormDrawer>
  )
}

/** Ends a Support User’s role, after saying what stops. */
export function EndStaffDrawer({ member, onClose }: { member: StaffMember | null; onClose: () => void }) {
  const shown = useLast(member)
  const { drawer } = useDrawer({
    open: member !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => endSupportUser(seen?.email ?? ''),
    changes: ['staff'],
    said: (_answer, _values, was) => `${was?.name} is no longer a Support User.`,
    undo: (_answer, _values, was) => addSupportUser({ name: was?.name ?? '', email: was?.email ?? '' }),
  })
  return (
    <FormDrawer title={`End ${shown?.name ?? ''}’s role`} verb="End role" danger {...drawer}>
      <Typography>
        {shown?.name} loses access everywhere at once: sessions end and personal keys stop working. Their actions stay in the audit trails.
      </Typography>
    </FormDrawer>
  )
}
