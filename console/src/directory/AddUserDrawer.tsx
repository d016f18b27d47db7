import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller, useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { useSay } from '../ui/Said'
import { useAbout, userAddress } from './directory'
import { useAddUser } from './people'
import { ConnectRoleField, NameFields, TenantsField } from './UserFields'

interface Props {
  customer: string
  /** Without role and tenants: for those who keep the directory. */
  invite: boolean
  open: boolean
  onClose: () => void
}

const nobody = { firstName: '', lastName: '', email: '', connect: 'user' as 'user' | 'customer-admin', tenants: [] as string[], note: '' }

/** Brings somebody into the customer, and opens their page. */
export function AddUserDrawer({ customer, invite, open, onClose }: Props) {
  const say = useSay()
  const go = useNavigate()
  const add = useAddUser(customer)
  const about = useAbout(customer)
  const form = useForm({ defaultValues: nobody })
  const { errors } = form.formState
  const submit = form.handleSubmit((typed) =>
    add.mutate(
      { ...typed, email: typed.email.trim(), invite },
      {
        onError: (error) => placeFaults(form, error),
        onSuccess: ({ id }) => {
          say({ text: `${typed.firstName.trim()} is a user now, and is told by e-mail.` })
          form.reset()
          onClose()
          void go(userAddress(customer, id))
        },
      },
    ),
  )
  return (
    <FormDrawer
      title={invite ? 'Invite somebody' : 'Add a user'}
      open={open}
      onClose={onClose}
      verb={invite ? 'Invite' : 'Add user'}
      waiting={add.isPending}
      fault={onlyAtFields(add.error) ? null : add.error}
      onSubmit={() => void submit()}
    >
      {invite && (
        <Typography color="text.secondary">
          They can sign in, and see their own calls. The vendor’s support assigns their tenants.
        </Typography>
      )}
      <NameFields form={form} />
      <Field label="E-mail address" fault={errors.email?.message}>
        {(field) => (
          <OutlinedInput {...field} type="email" autoComplete="off" {...form.register('email', { required: 'Type an e-mail address.' })} />
        )}
      </Field>
      {!invite && (
        <>
          <Controller
            control={form.control}
            name="connect"
            render={({ field: { value, onChange } }) => <ConnectRoleField value={value} onChange={onChange} />}
          />
          <Controller
            control={form.control}
            name="tenants"
            render={({ field: { value, onChange } }) => <TenantsField customer={customer} value={value} onChange={onChange} />}
          />
          <NoteField required={about?.notesRequired} field={form.register('note')} />
        </>
      )}
    </FormDrawer>
  )
}
