import OutlinedInput from '@mui/material/OutlinedInput'
import type { ReactNode } from 'react'
import { Controller } from 'react-hook-form'
import { api } from '../api/client'
import { dayName, inDays, lastDay, untilEndOf } from '../ui/days'
import { onlyAtFields } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { Ticks } from '../ui/Ticks'
import { roleName } from '../ui/words'
import { useAbout, type User } from './directory'
import { on, useCustomRoles, useNotes, useTakeBack, useUserForm, type AboutUser } from './people'
import { ConnectRoleField, NameFields, TenantsField } from './UserFields'

type Thing = { slug: string; name: string }

const Gains = ({ about: { user }, children }: { about: AboutUser; children: ReactNode }) => <PreviewChange gains={[{ id: user.id, name: user.name, how: children }]} loses={[]} />

const Loses = ({ about: { user }, children }: { about: AboutUser; children: ReactNode }) => <PreviewChange gains={[]} loses={[{ id: user.id, name: user.name, how: children }]} />

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
function Difference({ about: { user }, held, wanted, named, gains, loses }: DifferenceProps) {
  const more = named.filter(({ slug }) => wanted.includes(slug) && !held.some((one) => one.slug === slug))
  const less = held.filter(({ slug }) => !wanted.includes(slug))
  const side = (words: string, things: Thing[]) =>
    things.length ? [{ id: user.id, name: user.name, how: `${words} ${things.map(({ name }) => name).join(' and ')}` }] : []
  return <PreviewChange gains={side(gains, more)} loses={side(loses, less)} />
}

/** `give`: the role or tenant that the link which led here asks for. */
export type FormProps = AboutUser & { open: boolean; onClose: () => void; give?: string }

/** What is held, with what is given besides. */
const besides = (held: string[], give: string) => [...new Set([...held, give])]

type Names = Pick<User, 'firstName' | 'lastName'>

const rename = ({ firstName, lastName }: Names, seen: AboutUser) =>
  api.PATCH('/api/customers/{customer}/users/{user}', { params: on(seen), body: { firstName, lastName } })

const slugsOf = (things: Thing[]) => things.map(({ slug }) => slug)

const same = (some: string[], others: string[]) => some.length === others.length && some.every((one) => others.includes(one))

/** Edits first and last name. */
export function NameDrawer({ open, onClose, ...about }: FormProps) {
  const say = useSay()
  const back = useTakeBack(about.customer, about.user)
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ firstName, lastName }) => ({ firstName, lastName }),
    rename,
    (_, was, sent) =>
      say({
        text: 'The name is changed.',
        undo: () =>
          back(
            (now) => now.firstName === sent.firstName.trim() && now.lastName === sent.lastName.trim(),
            (now) => rename({ firstName: was.firstName, lastName: was.lastName }, now),
          ),
      }),
  )
  return (
    <FormDrawer title="Edit name" verb="Save" {...drawer} fault={onlyAtFields(drawer.fault) ? null : drawer.fault}>
      <NameFields form={form} />
    </FormDrawer>
  )
}

const giveRole = (role: User['connect'], until: string | null | undefined, note: string, seen: AboutUser) =>
  api.PUT('/api/customers/{customer}/users/{user}/connect-role', { params: on(seen, note), body: { role, until } })

/** Gives User or Customer Admin, for good or until the end of a day. */
export function ConnectRoleDrawer({ open, onClose, give, ...about }: FormProps) {
  const say = useSay()
  const back = useTakeBack(about.customer, about.user)
  const notes = useNotes(about.customer)
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ connect, connectUntil }) => ({ role: connect, until: lastDay(connectUntil), note: '' }),
    async ({ role, until, note }, seen) => {
      // An end that was left alone stays to the instant.
      const ends = until === lastDay(seen.user.connectUntil) ? seen.user.connectUntil : untilEndOf(until)
      await giveRole(role, role === 'user' ? null : ends, note, seen)
      return role
    },
    (role, was, { note }) =>
      say({
        text: `${about.user.name} is ${roleName(role)}.`,
        undo: () =>
          back(
            (now) => now.connect === role,
            (now) => giveRole(was.connect, was.connectUntil, note, now),
          ),
      }),
    give === 'customer-admin' ? { role: give } : undefined,
  )
  const [role, until] = form.watch(['role', 'until'])
  const changes = role !== about.user.connect
  const how = `Becomes ${roleName(role)}${until && role !== 'user' ? ` until the end of ${dayName(until)}` : ''}`
  return (
    <FormDrawer title="Change Connect role" verb={changes ? `Make ${about.user.firstName} ${roleName(role)}` : 'Change role'} {...drawer}>
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
          <Loses about={about}>{how}: sees the other users no longer, handles no roles, and configures no app but by a custom role.</Loses>
        ) : (
          <Gains about={about}>{how}: sees all users, gives and takes their Connect roles, and configures every app.</Gains>
        ))}
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

const setRoles = ({ roles, note }: { roles: string[]; note: string }, seen: AboutUser) =>
  api.PUT('/api/customers/{customer}/users/{user}/custom-roles', { params: on(seen, note), body: { roles } })

/** Sets the custom roles held: those ticked, and no others. */
export function CustomRolesDrawer({ open, onClose, give, ...about }: FormProps) {
  const say = useSay()
  const back = useTakeBack(about.customer, about.user)
  const notes = useNotes(about.customer)
  const roles = useCustomRoles(about.customer, open)
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ customRoles }) => ({ roles: slugsOf(customRoles), note: '' }),
    setRoles,
    (_, was, sent) =>
      say({
        text: 'The custom roles are changed.',
        undo: () =>
          back(
            (now) => same(slugsOf(now.customRoles), sent.roles),
            (now) => setRoles({ roles: slugsOf(was.customRoles), note: sent.note }, now),
          ),
      }),
    give ? { roles: besides(slugsOf(about.user.customRoles), give) } : undefined,
  )
  return (
    <FormDrawer title="Set custom roles" verb="Set roles" {...drawer}>
      <Controller
        control={form.control}
        name="roles"
        render={({ field }) => (
          <Ticks
            label="Custom roles"
            hint="Besides what a User may, each configures the apps it names."
            none={roles.isPending ? undefined : 'This customer has no custom roles yet.'}
            options={(roles.data?.items ?? []).map(({ slug, name, apps }) => ({ key: slug, label: `${name}: ${apps.length ? `configures ${apps.join(', ')}` : 'configures no app'}` }))}
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

const setTenants = ({ tenants, note }: { tenants: string[]; note: string }, seen: AboutUser) =>
  api.PUT('/api/customers/{customer}/users/{user}/tenants', { params: on(seen, note), body: { tenants } })

/** Sets the tenants assigned: those ticked, and no others. */
export function TenantsDrawer({ open, onClose, give, ...about }: FormProps) {
  const say = useSay()
  const back = useTakeBack(about.customer, about.user)
  const notes = useNotes(about.customer)
  const { form, drawer } = useUserForm(
    about,
    open,
    onClose,
    ({ tenants }) => ({ tenants: slugsOf(tenants), note: '' }),
    setTenants,
    (_, was, sent) =>
      say({
        text: 'The tenants are changed.',
        undo: () =>
          back(
            (now) => same(slugsOf(now.tenants), sent.tenants),
            (now) => setTenants({ tenants: slugsOf(was.tenants), note: sent.note }, now),
          ),
      }),
    give ? { tenants: besides(slugsOf(about.user.tenants), give) } : undefined,
  )
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
        gains="What their roles give, they may do in"
        loses="May do nothing any more in"
      />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
