import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { userAddress } from '../addresses'
import { api, body, noted } from '../api/client'
import { useAbout, userQuery } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { Notice } from '../ui/page/states'
import { useStrangeDomain } from './domain'
import { ofUser, on } from './people'
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
  const go = useNavigate()
  const queries = useQueryClient()
  const about = useAbout(customer)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => nobody,
    send: ({ note, ...typed }) =>
      body(
        api.POST('/api/customers/{customer}/users', {
          params: { path: { customer }, header: noted(note) },
          body: { ...typed, email: typed.email.trim(), invite },
        }),
      ),
    changes: ofUser,
    said: (_, { firstName }) => `${firstName.trim()} added. Invitation sent.`,
    undo: async ({ id }, { note }) => {
      const user = await queries.fetchQuery({ ...userQuery(customer, id), staleTime: 0 })
      await api.POST('/api/customers/{customer}/users/{user}/deactivate', { params: on({ customer, user }, note) })
    },
    after: ({ id }) => void go(userAddress(customer, id)),
  })
  const [email, tenants] = form.watch(['email', 'tenants'])
  const strange = useStrangeDomain(customer, email, open)
  return (
    <FormDrawer title={invite ? 'Invite user' : 'Add user'} verb={invite ? 'Invite' : 'Add user'} {...drawer}>
      {invite && (
        <Typography color="text.secondary">They can sign in and see their own calls. Your vendor’s support assigns tenants.</Typography>
      )}
      <NameFields form={form} />
      <Field label="E-mail address" fault={errors.email?.message}>
        {(field) => (
          <OutlinedInput {...field} type="email" autoComplete="off" {...form.register('email', { required: 'Enter an e-mail address.' })} />
        )}
      </Field>
      {strange && (
        <Notice>
          {strange.named ? (
            <>
              <b>{strange.domain}</b> is not a domain of this customer.
            </>
          ) : (
            <>
              Nobody at this customer has an address at <b>{strange.domain}</b>.
            </>
          )}{' '}
          Check it before you invite them.
        </Notice>
      )}
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
          {!!about?.tenants.length && tenants.length === 0 && (
            <Notice>Without a tenant they can sign in, but see no app. You can assign tenants later.</Notice>
          )}
          <NoteField required={about?.notesRequired} field={form.register('note')} />
        </>
      )}
    </FormDrawer>
  )
}
