import OutlinedInput from '@mui/material/OutlinedInput'
import { useQuery } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { api } from '../api/client'
import { inDays, lastDay, untilEndOf } from '../ui/days'
import { onlyAtFields } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { useSay } from '../ui/Said'
import { OneOf, Ticks } from '../ui/Ticks'
import { roleName } from '../ui/words'
import { customerQuery } from './directory'
import { on, useCustomRoles, useUserForm, type AboutUser } from './people'

export type FormProps = AboutUser & { open: boolean; onClose: () => void }

const connectRoles = (['user', 'customer-admin'] as const).map((key) => ({ key, label: roleName(key) }))

/** Edits first and last name. */
export function NameDrawer({ open, onClose, ...about }: FormProps) {
  const say = useSay()
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ firstName, lastName }) => ({ firstName, lastName }),
    (names, seen) => api.PATCH('/api/customers/{customer}/users/{user}', { params: on(seen), body: names }),
    () => say({ text: 'The name is changed.' }),
  )
  const { errors } = form.formState
  return (
    <FormDrawer title="Edit name" verb="Save" {...drawer} fault={onlyAtFields(drawer.fault) ? null : drawer.fault}>
      <Field label="First name" fault={errors.firstName?.message}>
        {(field) => (
          <OutlinedInput {...field} autoComplete="off" autoFocus {...form.register('firstName', { required: 'Type a first name.' })} />
        )}
      </Field>
      <Field label="Last name" hint="May be empty." fault={errors.lastName?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('lastName')} />}
      </Field>
    </FormDrawer>
  )
}

/** Gives User or Customer Admin, for good or until the end of a day. */
export function ConnectRoleDrawer({ open, onClose, ...about }: FormProps) {
  const say = useSay()
  const notes = useQuery(customerQuery(about.customer)).data?.notesRequired
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ connect, connectUntil }) => ({ role: connect, until: lastDay(connectUntil), note: '' }),
    async ({ role, until, note }, seen) => {
      // An end that was left alone stays to the instant.
      const ends = until === lastDay(seen.user.connectUntil) ? seen.user.connectUntil : untilEndOf(until)
      await api.PUT('/api/customers/{customer}/users/{user}/connect-role', {
        params: on(seen, note),
        body: { role, until: role === 'user' ? null : ends },
      })
      return role
    },
    (role) => say({ text: `${about.user.name} is ${roleName(role)}.` }),
  )
  return (
    <FormDrawer title="Change Connect role" verb="Change role" {...drawer}>
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <OneOf
            label="Role"
            hint="A Customer Admin sees the customer’s users, handles their roles and configures apps."
            options={connectRoles}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {form.watch('role') !== 'user' && (
        <Field label="Until the end of (may be left out)" hint="From then on the role is User.">
          {({ id, inputProps }) => (
            <OutlinedInput id={id} type="date" inputProps={{ ...inputProps, min: inDays(0) }} {...form.register('until')} />
          )}
        </Field>
      )}
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the custom roles held: those ticked, and no others. */
export function CustomRolesDrawer({ open, onClose, ...about }: FormProps) {
  const say = useSay()
  const notes = useQuery(customerQuery(about.customer)).data?.notesRequired
  const roles = useCustomRoles(about.customer, open)
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ customRoles }) => ({ roles: customRoles.map((role) => role.slug), note: '' }),
    ({ roles, note }, seen) =>
      api.PUT('/api/customers/{customer}/users/{user}/custom-roles', { params: on(seen, note), body: { roles } }),
    () => say({ text: 'The custom roles are changed.' }),
  )
  return (
    <FormDrawer title="Set custom roles" verb="Set roles" {...drawer}>
      <Controller
        control={form.control}
        name="roles"
        render={({ field }) => (
          <Ticks
            label="Custom roles"
            hint="Each is User on every app, and configures the apps in brackets."
            none={roles.isPending ? undefined : 'This customer has no custom roles yet.'}
            options={(roles.data?.items ?? []).map(({ slug, name, apps }) => ({ key: slug, label: `${name} (${apps.join(', ') || 'no app'})` }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the tenants assigned: those ticked, and no others. */
export function TenantsDrawer({ open, onClose, ...about }: FormProps) {
  const say = useSay()
  const customer = useQuery(customerQuery(about.customer)).data
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ tenants }) => ({ tenants, note: '' }),
    ({ tenants, note }, seen) => api.PUT('/api/customers/{customer}/users/{user}/tenants', { params: on(seen, note), body: { tenants } }),
    () => say({ text: 'The tenants are changed.' }),
  )
  return (
    <FormDrawer title="Assign tenants" verb="Assign tenants" {...drawer}>
      <Controller
        control={form.control}
        name="tenants"
        render={({ field }) => (
          <Ticks
            label="Tenants"
            hint="What a role gives, it gives in these alone."
            none={customer && 'This customer has no tenants yet.'}
            options={(customer?.tenants ?? []).map(({ slug, name, product }) => ({ key: slug, label: `${name} (${product})` }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <NoteField required={customer?.notesRequired} field={form.register('note')} />
    </FormDrawer>
  )
}
