import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { TeamsChoice } from '../levels/LevelChoice'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { OneOf, Ticks } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { inDays, untilEndOf } from '../ui/shown/days'
import { roleName } from '../ui/shown/words'
import { ask, useChoices, type Kind, type Wish } from './requests'

interface Props {
  customer: string
  /** The person it is for; undefined: oneself. */
  user?: User
  open: boolean
  onClose: () => void
}

interface Values {
  kind: Kind | null
  level: Wish['level']
  teams: string[] | null
  customRole: string | null
  tenants: string[]
  until: string
  note: string
}

const kinds: Record<Kind, string> = {
  level: 'A level in Insights',
  'custom-role': 'A custom role',
  'customer-admin': 'Customer Admin',
  tenants: 'Tenants',
}

/** What is filled in, as the server takes it: of one kind alone. */
function wishOf({ kind, level, teams, customRole, tenants, until }: Values, user: string | undefined): Wish {
  return {
    user,
    until: until ? untilEndOf(until) : undefined,
    level: kind === 'level' ? level : undefined,
    teams: kind === 'level' && level === 'editor' ? (teams ?? undefined) : undefined,
    role: kind === 'customer-admin' ? 'customer-admin' : undefined,
    customRole: kind === 'custom-role' ? customRole : undefined,
    tenants: kind === 'tenants' ? tenants : undefined,
  }
}

/** Asks for access for oneself, or for somebody one manages: only what they lack can be chosen. */
export function AskDrawer({ customer, user, open, onClose }: Props) {
  const choices = useChoices(customer, user?.id, open)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: (): Values => ({ kind: null, level: null, teams: null, customRole: null, tenants: [], until: '', note: '' }),
    send: (values) => ask(customer, wishOf(values, user?.id), values.note),
    changes: ['request'],
    said: () => 'Requested. You are notified when it is decided.',
  })
  const { kind, level } = form.watch()
  return (
    <FormDrawer title={user ? `Request access for ${user.name}` : 'Request access'} verb="Request" {...drawer}>
      <Loaded query={choices} skeleton={<ListSkeleton rows={4} />} what="user">
        {({ levels, customerAdmin, customRoles, tenants, teams }) => {
          const some: [Kind, boolean][] = [
            ['level', levels.length > 0],
            ['custom-role', customRoles.length > 0],
            ['customer-admin', customerAdmin],
            ['tenants', tenants.length > 0],
          ]
          return (
            <>
              <Controller
                control={form.control}
                name="kind"
                rules={{ required: 'Choose what to request.' }}
                render={({ field: { value, onChange } }) => (
                  <OneOf
                    label="What"
                    options={some.flatMap(([key, there]) => (there ? [{ key, label: kinds[key] }] : []))}
                    value={value}
                    fault={errors.kind?.message}
                    onChange={onChange}
                    none="There is nothing more to request."
                  />
                )}
              />
              {kind === 'level' && (
                <Controller
                  control={form.control}
                  name="level"
                  rules={{ required: 'Choose a level.' }}
                  render={({ field: { value, onChange } }) => (
                    <OneOf
                      label="Level"
                      options={levels.map((one) => ({ key: one, label: roleName(one) }))}
                      value={value ?? null}
                      fault={errors.level?.message}
                      onChange={onChange}
                    />
                  )}
                />
              )}
              {kind === 'level' && level === 'editor' && teams.length > 0 && (
                <Controller
                  control={form.control}
                  name="teams"
                  rules={{ validate: (value) => value?.length !== 0 || 'Choose at least one team, or the whole organization.' }}
                  render={({ field: { value, onChange } }) => (
                    <TeamsChoice teams={teams} value={value} fault={errors.teams?.message} onChange={onChange} />
                  )}
                />
              )}
              {kind === 'custom-role' && (
                <Controller
                  control={form.control}
                  name="customRole"
                  rules={{ required: 'Choose a custom role.' }}
                  render={({ field: { value, onChange } }) => (
                    <OneOf
                      label="Custom role"
                      options={customRoles.map(({ slug, name, apps }) => ({
                        key: slug,
                        label: apps.length ? `${name}: configures ${apps.map((app) => app.name).join(', ')}` : name,
                      }))}
                      value={value}
                      fault={errors.customRole?.message}
                      onChange={onChange}
                    />
                  )}
                />
              )}
              {kind === 'tenants' && (
                <Controller
                  control={form.control}
                  name="tenants"
                  rules={{ validate: (value) => value.length > 0 || 'Choose at least one tenant.' }}
                  render={({ field: { value, onChange } }) => (
                    <Ticks
                      label="Tenants"
                      options={tenants.map(({ slug, name }) => ({ key: slug, label: name }))}
                      value={value}
                      fault={errors.tenants?.message}
                      onChange={onChange}
                    />
                  )}
                />
              )}
            </>
          )
        }}
      </Loaded>
      <Field label="Until the end of" hint="Optional. A request with an end is easier to approve." fault={errors.until?.message}>
        {({ id, inputProps }) => (
          <OutlinedInput id={id} type="date" inputProps={{ ...inputProps, min: inDays(0) }} {...form.register('until')} />
        )}
      </Field>
      <NoteField field={form.register('note')} />
      <Typography variant="body2" color="text.secondary">
        It goes to those who can grant it. You can withdraw it until somebody decides.
      </Typography>
    </FormDrawer>
  )
}
