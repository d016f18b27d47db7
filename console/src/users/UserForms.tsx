import OutlinedInput from '@mui/material/OutlinedInput'
import { Controller } from 'react-hook-form'
import { api } from '../api/client'
import { useAbout, useNotes } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { PreviewChange } from '../ui/form/PreviewChange'
import { Ticks } from '../ui/form/Ticks'
import { dayName, inDays, lastDay, untilEndOf } from '../ui/shown/days'
import { roleName } from '../ui/shown/words'
import { useCustomRoles } from '../customRoles/customRoles'
import { on, useUserDrawer, type AboutUser } from './people'
import { ConnectRoleField, NameFields, TenantsField } from './UserFields'

type Thing = { slug: string; name: string }

/** The one person of a form, for whom it changes something. */
const affected = ({ user: { id, name } }: AboutUser, how: string) => [{ id, name, how }]

interface DifferenceProps {
  about: AboutUser
  held: Thing[]
  wanted: string[]
  /** What everything is called. */
  named: Thing[]
  gains: string
  loses: string
}

/** What somebody gains and loses by what is ticked, before it is sent. */
function Difference({ about, held, wanted, named, gains, loses }: DifferenceProps) {
  const more = named.filter(({ slug }) => wanted.includes(slug) && !held.some((one) => one.slug === slug))
  const less = held.filter(({ slug }) => !wanted.includes(slug))
  const side = (words: string, things: Thing[]) =>
    things.length ? affected(about, `${words} ${things.map(({ name }) => name).join(' and ')}`) : []
  return <PreviewChange gains={side(gains, more)} loses={side(loses, less)} />
}

/** `give`: the role or tenant that the link which led here asks for. */
export type FormProps = AboutUser & { open: boolean; onClose: () => void; give?: string }

/** What is held, with what is given besides. */
const besides = (held: string[], give: string) => [...new Set([...held, give])]

const slugsOf = (things: Thing[]) => things.map(({ slug }) => slug)

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

/** Gives User or Customer Admin, for good or until the end of a day. */
export function ConnectRoleDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const { form, drawer } = useUserDrawer({
    ...about,
    begin: ({ connect, connectUntil }) => ({ role: connect, until: lastDay(connectUntil), note: '' }),
    given: give === 'customer-admin' ? { role: give } : undefined,
    send: async ({ role, until, note }, seen, from) => {
      // An end that was left alone stays to the instant.
      const ends = until === lastDay(from.connectUntil) ? from.connectUntil : untilEndOf(until)
      await api.PUT('/api/customers/{customer}/users/{user}/connect-role', {
        params: on(seen, note),
        body: { role, until: role === 'user' ? null : ends },
      })
    },
    said: (_, { role }) => `${about.user.name} is ${roleName(role)}.`,
  })
  const [role, until] = form.watch(['role', 'until'])
  const changes = role !== about.user.connect
  const how = `Becomes ${roleName(role)}${until && role !== 'user' ? ` until the end of ${dayName(until)}` : ''}`
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
      {changes &&
        (role === 'user' ? (
          <PreviewChange
            gains={[]}
            loses={affected(about, `${how}: no longer sees other users or manages roles, and configures apps only through a custom role.`)}
          />
        ) : (
          <PreviewChange
            gains={affected(about, `${how}: sees all users, manages their Connect roles and configures every app.`)}
            loses={[]}
          />
        ))}
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the custom roles held: those ticked, and no others. */
export function CustomRolesDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const roles = useCustomRoles(about.customer, about.open)
  const { form, drawer } = useUserDrawer({
    ...about,
    begin: ({ customRoles }) => ({ roles: slugsOf(customRoles), note: '' }),
    given: give ? { roles: besides(slugsOf(about.user.customRoles), give) } : undefined,
    send: ({ roles, note }, seen) =>
      api.PUT('/api/customers/{customer}/users/{user}/custom-roles', { params: on(seen, note), body: { roles } }),
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
      <Difference
        about={about}
        held={about.user.customRoles}
        wanted={form.watch('roles')}
        named={roles.data?.items ?? []}
        gains="Gets the custom role"
        loses="Loses the custom role"
      />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets the tenants assigned: those ticked, and no others. */
export function TenantsDrawer({ give, ...about }: FormProps) {
  const notes = useNotes(about.customer)
  const { form, drawer } = useUserDrawer({
    ...about,
    begin: ({ tenants }) => ({ tenants: slugsOf(tenants), note: '' }),
    given: give ? { tenants: besides(slugsOf(about.user.tenants), give) } : undefined,
    send: ({ tenants, note }, seen) =>
      api.PUT('/api/customers/{customer}/users/{user}/tenants', { params: on(seen, note), body: { tenants } }),
    said: () => 'Tenants changed.',
  })
  return (
    <FormDrawer title="Assign tenants" verb="Assign tenants" {...drawer}>
      <Controller
        control={form.control}
        name="tenants"
        render={({ field: { value, onChange } }) => <TenantsField customer={about.customer} value={value} onChange={onChange} />}
      />
      <Difference
        about={about}
        held={about.user.tenants}
        wanted={form.watch('tenants')}
        named={useAbout(about.customer)?.tenants ?? []}
        gains="Gets access to"
        loses="Loses access to"
      />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
