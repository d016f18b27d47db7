import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { useMe } from '../session/session'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { addMember, ofTeam, removeMember, useMembers, type Team } from './teams'

/** Somebody who goes into a team or out of it. */
export interface Someone {
  id: string
  name: string
}

interface Props {
  customer: string
  team: Team
  onClose: () => void
}

/** Adds somebody to a team, after saying what that lets them see. How many calls that is stays unsaid: who manages teams need not see those calls. */
export function AddMemberDrawer({ customer, team, open, onClose }: Props & { open: boolean }) {
  const me = useMe()
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ person: null as User | null, note: '' }),
    send: ({ person, note }, _, way) => addMember(customer, team.id, person!.id, note, way),
    previews: ({ person }) => person !== null,
    changes: ofTeam,
    said: (_, { person }) => `${person!.name} added to ${team.name}.`,
    undo: (_, { person, note }) => removeMember(customer, team.id, person!.id, note),
  })
  const chosen = form.watch('person')
  const known = useMembers(customer, team.id, null, open)
  // Of a large team not everybody is known here: who was chosen is looked for by name.
  const alike = useMembers(customer, team.id, chosen?.name ?? null, open && chosen !== null)
  const isIn = ({ id }: Someone) => [...known.items, ...alike.items].some((member) => member.id === id)
  const already = chosen !== null && isIn(chosen)
  return (
    <FormDrawer title={`Add a member to ${team.name}`} verb={chosen ? `Add ${chosen.name}` : 'Add member'} {...drawer}>
      <Controller
        control={form.control}
        name="person"
        rules={{ validate: (value) => (value ? !isIn(value) || `${value.name} is already in the team.` : 'Choose a person.') }}
        render={({ field: { value, onChange } }) => (
          <PersonPicker
            customer={customer}
            label="Person"
            value={value}
            without={isIn}
            refused={(user) => (user.id === me.id ? (team.can.moveMyself?.why ?? 'You can’t add yourself.') : undefined)}
            about={(user) => user.email}
            fault={errors.person?.message}
            onChange={onChange}
          />
        )}
      />
      {already && <Typography>{chosen.name} is already in the team.</Typography>}
      {chosen && !already && <AccessPreview preview={preview} />}
      {chosen && !already && <Typography color="text.secondary">Earlier calls of the team are included, held calls are not.</Typography>}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Removes somebody from a team, after saying what they see no longer. */
export function RemoveMemberDrawer({ customer, team, someone, onClose }: Props & { someone: Someone | null }) {
  const shown = useLast(someone)
  const { form, preview, drawer } = useDrawer({
    open: someone !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '' }),
    send: ({ note }, seen, way) => removeMember(customer, team.id, seen!.id, note, way),
    previews: (_, seen) => seen !== null,
    changes: ofTeam,
    said: (_answer, _values, was) => `${was!.name} removed from ${team.name}.`,
    undo: (_, { note }, was) => addMember(customer, team.id, was!.id, note),
  })
  return (
    <FormDrawer title={`Remove ${shown?.name ?? 'somebody'} from ${team.name}`} verb={`Remove ${shown?.name ?? ''}`} danger {...drawer}>
      <AccessPreview preview={preview} />
      <Typography color="text.secondary">
        They keep access to their own calls, those shared with them, and those of their other teams and channels. The team still sees their
        earlier calls.
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
