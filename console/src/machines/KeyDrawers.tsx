import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { useTeamNames } from '../teams/teams'
import { CheckGroup, CheckLine } from '../ui/form/CheckLine'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { Pick } from '../ui/form/Pick'
import { useDrawer } from '../ui/form/useDrawer'
import type { IntegrationUserDrawer } from './ApproveDrawer'
import { createKey, ofIntegrationUser, revokeKey, rotateKey, type Key, type KeyMade } from './integrationUsers'
import { ScopeList } from './ScopeList'
import { scopeWords } from './scopes'

interface KeyDrawer extends IntegrationUserDrawer {
  onMade: (made: KeyMade) => void
}

const lifetimes: [number, string][] = [
  [30, '30 days'],
  [90, '90 days'],
  [180, '180 days'],
  [365, '1 year (maximum)'],
]

const overlaps: [number, string][] = [
  [0, 'Stops working at once'],
  [1, 'Works for 1 more hour'],
  [24, 'Works for 1 more day'],
  [168, 'Works for 7 more days'],
]

/** Creates a key; it may do all that the integration user may, or some of it. The text of the key stays nowhere but in the dialog that shows it. */
export function CreateKeyDrawer({ customer, integrationUser, open, onClose, onMade }: KeyDrawer) {
  const teamName = useTeamNames(customer)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: integrationUser,
    begin: ({ scopes }) => ({ name: '', days: 365, scopes, note: '' }),
    // All of them goes as no limit: a key follows what its integration user may do.
    send: ({ name, days, scopes, note }, { id, scopes: all }) =>
      createKey(customer, id, note, { name: name.trim(), days, scopes: scopes.length === all.length ? null : scopes }),
    changes: ofIntegrationUser,
    after: onMade,
    secret: 'answer',
  })
  return (
    <FormDrawer title="Create a key" verb="Create key" {...drawer}>
      <Field label="Name" hint="What uses it, such as production" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      <Pick label="Valid for" value={form.watch('days')} choices={lifetimes} onChange={(days) => form.setValue('days', days)} />
      {integrationUser.scopes.length > 0 && (
        <Controller
          control={form.control}
          name="scopes"
          rules={{ validate: (value) => value.length > 0 || 'Choose at least one permission.' }}
          render={({ field: { value, onChange } }) => (
            <CheckGroup label="Permissions" fault={errors.scopes?.message}>
              {integrationUser.scopes.map((scope) => (
                <CheckLine
                  key={scope}
                  label={scopeWords(scope, teamName)}
                  checked={value.includes(scope)}
                  onChange={(checked) => onChange(integrationUser.scopes.filter((one) => (one === scope ? checked : value.includes(one))))}
                />
              ))}
            </CheckGroup>
          )}
        />
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Replaces a key by a new one; both work for a while. */
export function RotateDrawer({ customer, integrationUser, of: key, open, onClose, onMade }: KeyDrawer & { of: Key }) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: key,
    begin: () => ({ days: 365, overlapHours: 24, note: '' }),
    send: ({ note, ...how }, seen) => rotateKey(customer, integrationUser.id, seen.id, note, how),
    changes: ofIntegrationUser,
    after: onMade,
    secret: 'answer',
  })
  const { days, overlapHours } = form.watch()
  return (
    <FormDrawer title={`Rotate ${key.name}`} verb="Rotate key" {...drawer}>
      <Typography>The new key has the same name and permissions. Both work until the old one ends, so nothing is interrupted.</Typography>
      <Pick label="The old key" value={overlapHours} choices={overlaps} onChange={(hours) => form.setValue('overlapHours', hours)} />
      <Pick label="The new key is valid for" value={days} choices={lifetimes} onChange={(next) => form.setValue('days', next)} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Revokes a key for good, after saying what stops. */
export function RevokeDrawer({ customer, integrationUser, of: key, open, onClose }: IntegrationUserDrawer & { of: Key }) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: key,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => revokeKey(customer, integrationUser.id, seen.id, note),
    changes: ofIntegrationUser,
    said: (_answer, _values, was) => `${was.name} revoked.`,
  })
  return (
    <FormDrawer title={`Revoke ${key.name}`} verb="Revoke key" danger {...drawer}>
      <Typography>
        {integrationUser.approved
          ? 'This cannot be undone. Programs that use this key can no longer:'
          : 'This cannot be undone. The integration is not approved, so nothing uses this key now. It can no longer be used to:'}
      </Typography>
      <ScopeList label="What stops" customer={customer} scopes={key.permissions ?? integrationUser.scopes} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
