import { useState } from 'react'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Controller } from 'react-hook-form'
import { api } from '../api/client'
import { useNotes, useUser, type User } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { Ticks } from '../ui/form/Ticks'
import { inDays, lastDay, untilEndOf } from '../ui/shown/days'
import { roleName } from '../ui/shown/words'
import { useCustomRoles } from '../customRoles/customRoles'
import { PersonPicker } from '../directory/PersonPicker'
import { on, onAccess, useUserDrawer, type AboutUser } from './people'
import { ConnectRoleField, NameFields, TenantsField } from './UserFields'

type Thing = { slug: string; name: string }

/** `give`: the role or tenant that the link which led here asks for. */
export type FormProps = AboutUser & { open: boolean; onClose: () => void; give?: string }

/** What is held, with what is given besides. */
const besides = (held: string[], give: string) => [...new Set([...held, give])]

const slugsOf = (things: Thing[]) => things.map(({ slug }) => slug)

/** Whether something else is ticked than is held. */
const differ = (ticked: string[], held: string[]) => ticked.length !== held.length || ticked.some((slug) => !held.includes(slug))

/** Edits first and last name. */
export function NameDrawer(props: FormProps) {
  const { form, drawer } = useUserDrawer({
    ...props,
    begin: ({ firstName, lastName }) => ({ firstName, lastName }),
    send: (names, seen) => api.PATCH('/api/customers/{customer}/users/{user}', { params: on(seen), body: names }),
    said: () => 'Name changed.',
  })
  return (
    <FormDrawer title="Edit name" verb="Save name" {...drawer}>
      <NameFields form={form} />
    </FormDrawer>
  )
}

/** Keeps what the directory says of somebody: job, department, location and who manages them. */
export function DescribeDrawer(about: FormProps) {
  const { customer, user } = about
  const { form, errors, drawer } = useUserDrawer({
    ...about,
    begin: ({ job, department, location, manager }) => ({
      job: job ?? '',
      department: department ?? '',
      location: location ?? '',
      manager: manager?.id ?? null,
    }),
    send: (entry, seen) => api.PUT('/api/customers/{customer}/users/{user}/directory', { params: on(seen), body: entry }),
    said: () => 'Directory entry saved.',
  })
  const chosen = form.watch('manager')
  const [picked, setPicked] = useState<User | null>(null)
  // Who was picked is known; who was the manager before is asked for.
  const before = useUser(customer, chosen ?? '', about.open && chosen !== null && picked?.id !== chosen).data ?? null
  const manager = picked?.id === chosen ? picked : before
  const line = (name: 'job' | 'department' | 'location', label: string) => (
    <Field label={label} hint="Optional." fault={errors[name]?.message}>
      {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register(name)} />}
    </Field>
  )
  return (
    <FormDrawer title="Edit directory entry" verb="Save entry" {...drawer}>
      {line('job', 'Job')}
      {line('department', 'Department')}
      {line('location', 'Location')}
      <Controller
        control={form.control}
        name="manager"
        render={({ field }) => (
          <PersonPicker
            customer={customer}
            label="Manager"
            value={field.value === null ? null : manager}
            without={({ id }) => id === user.id}
            about={({ job, email }) => job || email}
            fault={errors.manager?.message}
            onChange={(person) => {
              setPicked(person)
              field.onChange(person?.id ?? null)
            }}
          />
        )}
      />
    </FormDrawer>
  )
}

/** Gives User or Customer Admin, for good or until the end of a day. */
export function ConnectRoleDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: ({ connect, connectUntil }) => ({ role: connect, until: lastDay(connectUntil), note: '' }),
    given: give === 'customer-admin' ? { role: give } : undefined,
    send: ({ role, until, note }, seen, from, way) => {
      // An end that was left alone stays to the instant.
      const ends = until === lastDay(from.connectUntil) ? from.connectUntil : untilEndOf(until)
      return api.PUT('/api/customers/{customer}/users/{user}/connect-role', {
        params: onAccess(seen, note, way),
        body: { role, until: role === 'user' ? null : ends },
      })
    },
    previews: ({ role, until }, seen) => role !== seen.connect || until !== lastDay(seen.connectUntil),
    said: (_, { role }) => `${about.user.name} is ${roleName(role)}.`,
  })
  const role = form.watch('role')
  const changes = role !== about.user.connect
  return (
    <FormDrawer title="Change Connect role" verb={changes ? `Give ${roleName(role)}` : 'Change role'} {...drawer}>
      <Controller
        control={form.control}
        name="role"
        render={({ field: { value, onChange } }) => <ConnectRoleField value={value} onChange={onChange} />}
      />
      {role !== 'user' && (
        <Field label="Until the end of" hint="Optional. From then on the role is User.">
          {({ id, inputProps }) => (
            <OutlinedInput id={id} type="date" inputProps={{ ...inputProps, min: inDays(0) }} {...form.register('until')} />
          )}
        </Field>
      )}
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the custom roles held: those ticked, and no others. */
export function CustomRolesDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const roles = useCustomRoles(about.customer, about.open)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: ({ customRoles }) => ({ roles: slugsOf(customRoles), note: '' }),
    given: give ? { roles: besides(slugsOf(about.user.customRoles), give) } : undefined,
    send: ({ roles, note }, seen, _, way) =>
      api.PUT('/api/customers/{customer}/users/{user}/custom-roles', { params: onAccess(seen, note, way), body: { roles } }),
    previews: ({ roles }, seen) => differ(roles, slugsOf(seen.customRoles)),
    said: () => 'Custom roles changed.',
  })
  return (
    <FormDrawer title="Set custom roles" verb="Set roles" {...drawer}>
      <Controller
        control={form.control}
        name="roles"
        render={({ field }) => (
          <Ticks
            label="Custom roles"
            hint="Each allows configuring the apps it names."
            none={roles.isPending ? undefined : 'This customer has no custom roles yet.'}
            options={(roles.data?.items ?? []).map(({ slug, name, apps }) => ({
              key: slug,
              label: `${name}: ${apps.length ? `configures ${apps.map((app) => app.name).join(', ')}` : 'configures no app'}`,
            }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the tenants assigned: those ticked, and no others. */
export function TenantsDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: ({ tenants }) => ({ tenants: slugsOf(tenants), note: '' }),
    given: give ? { tenants: besides(slugsOf(about.user.tenants), give) } : undefined,
    send: ({ tenants, note }, seen, _, way) =>
      api.PUT('/api/customers/{customer}/users/{user}/tenants', { params: onAccess(seen, note, way), body: { tenants } }),
    previews: ({ tenants }, seen) => differ(tenants, slugsOf(seen.tenants)),
    said: () => 'Tenants changed.',
  })
  return (
    <FormDrawer title="Assign tenants" verb="Assign tenants" {...drawer}>
      <Controller
        control={form.control}
        name="tenants"
        render={({ field: { value, onChange } }) => <TenantsField customer={about.customer} value={value} onChange={onChange} />}
      />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
