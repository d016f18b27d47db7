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
import type { MachineDrawer } from './ApproveDrawer'
import { createKey, ofMachine, revokeKey, rotateKey, type Key, type KeyMade } from './machines'
import { ScopeList } from './ScopeList'
import { scopeWords } from './scopes'

interface KeyDrawer extends MachineDrawer {
  onMade: (made: KeyMade) => void
}

const lifetimes: [number, string][] = [
  [30, '30 days'],
  [90, '90 days'],
  [180, '180 days'],
  [365, 'A year, the longest'],
]

const overlaps: [number, string][] = [
  [0, 'It ends at once'],
  [1, 'One hour more'],
  [24, 'One day more'],
  [168, 'Seven days more'],
]

/** Creates a key; it may do all that the integration user may, or some of it. The text of the key stays nowhere but in the dialog that shows it. */
export function CreateKeyDrawer({ customer, machine, open, onClose, onMade }: KeyDrawer) {
  const teamName = useTeamNames(customer)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: machine,
    begin: ({ scopes }) => ({ name: '', days: 365, scopes, note: '' }),
    // All of them goes as no limit: a key follows what its integration user may do.
    send: ({ name, days, scopes, note }, { id, scopes: all }) =>
      createKey(customer, id, note, { name: name.trim(), days, scopes: scopes.length === all.length ? null : scopes }),
    changes: ofMachine,
    after: onMade,
    secret: 'answer',
  })
  return (
    <FormDrawer title="Create a key" verb="Create key" {...drawer}>
      <Field label="Name" hint="What uses it, such as production" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Give it a name.' })} />}
      </Field>
      <Pick label="Valid for" value={form.watch('days')} choices={lifetimes} onChange={(days) => form.setValue('days', days)} />
      {machine.scopes.length > 0 && (
        <Controller
          control={form.control}
          name="scopes"
          rules={{ validate: (value) => value.length > 0 || 'Choose at least one.' }}
          render={({ field: { value, onChange } }) => (
            <CheckGroup label="What it may do" fault={errors.scopes?.message}>
              {machine.scopes.map((scope) => (
                <CheckLine
                  key={scope}
                  label={scopeWords(scope, teamName)}
                  checked={value.includes(scope)}
                  onChange={(checked) => onChange(machine.scopes.filter((one) => (one === scope ? checked : value.includes(one))))}
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

/** Makes a new key in place of one; both work for a while. */
export function RotateDrawer({ customer, machine, of: key, open, onClose, onMade }: KeyDrawer & { of: Key }) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: key,
    begin: () => ({ days: 365, overlapHours: 24, note: '' }),
    send: ({ note, ...how }, seen) => rotateKey(customer, machine.id, seen.id, note, how),
    changes: ofMachine,
    after: onMade,
    secret: 'answer',
  })
  const { days, overlapHours } = form.watch()
  return (
    <FormDrawer title={`Rotate ${key.name}`} verb="Rotate key" {...drawer}>
      <Typography>
        A new key takes its name and what it may do. Both work until the old one ends, so that nothing stops meanwhile.
      </Typography>
      <Pick label="The old key" value={overlapHours} choices={overlaps} onChange={(hours) => form.setValue('overlapHours', hours)} />
      <Pick label="The new key is valid for" value={days} choices={lifetimes} onChange={(next) => form.setValue('days', next)} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Revokes a key for good, after saying what stops. */
export function RevokeDrawer({ customer, machine, of: key, open, onClose }: MachineDrawer & { of: Key }) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: key,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => revokeKey(customer, machine.id, seen.id, note),
    changes: ofMachine,
    said: (_answer, _values, was) => `${was.name} is revoked.`,
  })
  return (
    <FormDrawer title={`Revoke ${key.name}`} verb="Revoke for good" danger {...drawer}>
      <Typography>
        {machine.approved
          ? 'Whatever uses this key stops at once, and cannot be started again with it:'
          : 'The integration is not approved, so nothing runs now. This key cannot be used again for:'}
      </Typography>
      <ScopeList label="What stops" customer={customer} scopes={key.permissions ?? machine.scopes} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
