import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { CheckGroup, CheckLine } from '../ui/CheckLine'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { Pick } from '../ui/Pick'
import type { MachineDrawer } from './ApproveDrawer'
import { useTeamNames } from '../teams/teams'
import { useMachineActs, type Key, type KeyMade } from './machines'
import { NoteField } from '../ui/NoteField'
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

/** Makes a key; it may do all that the integration user may, or some of it. */
export function MakeKeyDrawer({ customer, machine, open, onClose, onMade }: KeyDrawer) {
  const teamName = useTeamNames(customer)
  const { makeKey } = useMachineActs(customer, machine)
  const form = useForm({ defaultValues: { name: '' } })
  const [days, setDays] = useState(365)
  const [scopes, setScopes] = useState<string[] | null>(null)
  const [note, setNote] = useState('')
  const chosen = scopes ?? machine.scopes
  const submit = form.handleSubmit(({ name }) => {
    if (!chosen.length && machine.scopes.length) return
    makeKey.mutate(
      { name: name.trim(), days, scopes, note },
      {
        onError: (error) => placeFaults(form, error),
        onSuccess: (made) => {
          onMade(made)
          onClose()
          form.reset()
          setScopes(null)
          // The text stays nowhere but in the dialog.
          makeKey.reset()
        },
      },
    )
  })
  return (
    <FormDrawer
      title="Make a key"
      open={open}
      onClose={onClose}
      verb="Make key"
      waiting={makeKey.isPending}
      fault={onlyAtFields(makeKey.error) ? null : makeKey.error}
      onSubmit={() => void submit()}
    >
      <Field label="Name" hint="What uses it, such as production" fault={form.formState.errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoFocus autoComplete="off" {...form.register('name', { required: 'Give it a name.' })} />}
      </Field>
      <Pick label="It lasts" value={days} choices={lifetimes} onChange={setDays} />
      {machine.scopes.length > 0 && (
        <CheckGroup label="What it may do" fault={chosen.length ? undefined : 'Choose at least one.'}>
          {machine.scopes.map((scope) => (
            <CheckLine
              key={scope}
              label={scopeWords(scope, teamName)}
              checked={chosen.includes(scope)}
              onChange={(checked) => {
                const next = machine.scopes.filter((one) => (one === scope ? checked : chosen.includes(one)))
                setScopes(next.length === machine.scopes.length ? null : next)
              }}
            />
          ))}
        </CheckGroup>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}

/** Makes a new key in place of one; both work for a while. */
export function RotateDrawer({ customer, machine, of: key, open, onClose, onMade }: KeyDrawer & { of: Key }) {
  const { rotate } = useMachineActs(customer, machine)
  const [days, setDays] = useState(365)
  const [overlapHours, setOverlap] = useState(24)
  const [note, setNote] = useState('')
  return (
    <FormDrawer
      title={`Rotate ${key.name}`}
      open={open}
      onClose={onClose}
      verb="Make the new key"
      waiting={rotate.isPending}
      fault={rotate.error}
      onSubmit={() =>
        rotate.mutate(
          { key: key.id, days, overlapHours, note },
          {
            onSuccess: (made) => {
              onMade(made)
              onClose()
              rotate.reset()
            },
          },
        )
      }
    >
      <Typography>
        A new key takes its name and what it may do. Both work until the old one ends, so that nothing stops meanwhile.
      </Typography>
      <Pick label="The old key" value={overlapHours} choices={overlaps} onChange={setOverlap} />
      <Pick label="The new key lasts" value={days} choices={lifetimes} onChange={setDays} />
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}

/** Revokes a key for good, after saying what stops. */
export function RevokeDrawer({ customer, machine, of: key, open, onClose }: MachineDrawer & { of: Key }) {
  const say = useSay()
  const { revoke } = useMachineActs(customer, machine)
  const [note, setNote] = useState('')
  return (
    <FormDrawer
      title={`Revoke ${key.name}`}
      open={open}
      onClose={onClose}
      verb="Revoke it for good"
      danger
      waiting={revoke.isPending}
      fault={revoke.error}
      onSubmit={() =>
        revoke.mutate(
          { key: key.id, note },
          {
            onSuccess: () => {
              say({ text: `${key.name} is revoked.` })
              onClose()
            },
          },
        )
      }
    >
      <Typography>
        {machine.approved
          ? 'Whatever uses this key stops at once, and cannot be started again with it:'
          : 'The integration is not approved, so nothing runs now. This key cannot be used again for:'}
      </Typography>
      <ScopeList label="What stops" customer={customer} scopes={key.permissions ?? machine.scopes} />
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
