import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState, type ReactNode } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { customRoleAddress, inCustomer } from '../addresses'
import { useNotes } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { Ticks } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { SearchLine } from '../ui/list/SearchLine'
import { ListSkeleton } from '../ui/page/Later'
import { people } from '../ui/shown/words'
import {
  createCustomRole,
  deleteCustomRole,
  editCustomRole,
  ofCustomRole,
  useApps,
  useFetchCustomRole,
  type CustomRole,
  type Filled,
} from './customRoles'

interface Props {
  customer: string
  open: boolean
  onClose: () => void
}

const slugs = ({ apps }: CustomRole) => apps.map(({ slug }) => slug)

/** Creates a custom role, or one like another, and goes there. */
export function CreateCustomRoleDrawer({ customer, like, open, onClose }: Props & { like?: CustomRole }) {
  const go = useNavigate()
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: (): Filled => ({ name: like ? `Copy of ${like.name}` : '', apps: like ? slugs(like) : [], note: '' }),
    send: (values) => createCustomRole(customer, values),
    changes: ofCustomRole,
    said: (_, { name }) => `${name.trim()} created. Give it to people on their pages.`,
    after: ({ slug }) => void go(customRoleAddress(customer, slug)),
  })
  const verb = like ? 'Copy role' : 'Create custom role'
  return (
    <FormDrawer title={like ? `Copy ${like.name}` : verb} verb={verb} {...drawer}>
      <Typography color="text.secondary">Nobody’s access changes until you give the role to people.</Typography>
      <RoleFields customer={customer} form={form} fault={errors.name?.message} open={open} />
    </FormDrawer>
  )
}

/** Changes a custom role's name and apps. */
export function EditCustomRoleDrawer({ customer, role, open, onClose }: Props & { role: CustomRole }) {
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: role,
    fetch: useFetchCustomRole(customer, role.slug),
    begin: (seen): Filled => ({ name: seen.name, apps: slugs(seen), note: '' }),
    send: (values, seen, way) => editCustomRole(customer, seen, values, way),
    previews: ({ apps }, seen) => apps.length !== seen.apps.length || slugs(seen).some((app) => !apps.includes(app)),
    changes: ofCustomRole,
    said: (_, { name }) => `${name.trim()} changed.`,
    undo: (_, { note }, was, now) => editCustomRole(customer, now, { name: was.name, apps: slugs(was), note }),
  })
  const { gains, losses } = preview.shows ?? {}
  const verb = gains?.people && !losses?.people ? `Give ${people(gains.people)} access` : 'Save role'
  return (
    <FormDrawer title={`Edit ${role.name}`} verb={verb} {...drawer}>
      <RoleFields customer={customer} form={form} fault={errors.name?.message} open={open}>
        <AccessPreview preview={preview} />
      </RoleFields>
    </FormDrawer>
  )
}

/** Deletes a custom role after saying who loses it. */
export function DeleteCustomRoleDrawer({ customer, role, open, onClose }: Props & { role: CustomRole }) {
  const go = useNavigate()
  const notes = useNotes(customer)
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: role,
    fetch: useFetchCustomRole(customer, role.slug),
    begin: () => ({ note: '' }),
    send: ({ note }, seen, way) => deleteCustomRole(customer, seen, note, way),
    previews: () => true,
    changes: ofCustomRole,
    said: (_answer, _values, was) => `${was.name} deleted.`,
    after: () => void go(inCustomer(customer, 'custom-roles')),
  })
  return (
    <FormDrawer title={`Delete ${role.name}`} verb="Delete role" danger {...drawer} onKeep={undefined}>
      <Typography>
        {role.holders ? `${people(role.holders)} lose${role.holders === 1 ? 's' : ''} this role at once.` : 'Nobody has this role.'}
      </Typography>
      <Typography>This cannot be undone: a new role of the same name has nobody in it.</Typography>
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** From how many apps on one looks for them by name. */
const searched = 8

interface Fields {
  customer: string
  form: UseFormReturn<Filled>
  fault?: string
  open: boolean
  /** What is shown of the change. */
  children?: ReactNode
}

function RoleFields({ customer, form, fault, open, children }: Fields) {
  const notes = useNotes(customer)
  const apps = useApps(customer, open)
  const [text, setText] = useState<string | null>(null)
  const all = apps.data?.items ?? []
  const found = text ? all.filter((app) => `${app.name} ${app.categories.join(' ')}`.toLowerCase().includes(text.toLowerCase())) : all
  return (
    <>
      <Field label="Name" hint="What people see. No other custom role may have it." fault={fault}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      {/* What follows comes with the apps: below them nothing moves. */}
      {apps.isPending ? (
        <ListSkeleton rows={6} />
      ) : (
        <>
          {all.length > searched && <SearchLine label="Find an app" value={text} onChange={setText} />}
          <Controller
            control={form.control}
            name="apps"
            render={({ field }) => (
              <Ticks
                label={`Apps${field.value.length ? `: ${field.value.length} picked` : ''}`}
                hint="People with the role can configure these."
                none={text ? 'No app has this name.' : 'There are no apps yet.'}
                options={found.map(({ slug, name }) => ({ key: slug, label: name }))}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          />
          {children}
          <NoteField required={notes} field={form.register('note')} />
        </>
      )}
    </>
  )
}
