import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { useMe } from '../session/session'
import { useLast } from '../ui/last'
import { FormDrawer } from '../ui/FormDrawer'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { NoteField } from '../ui/NoteField'
import { useAddMember, useMembers, useRemoveMember, type Team } from './teams'

/** Somebody who goes into a team or out of it. */
export interface Someone {
  id: string
  name: string
}

/** Puts somebody into a team, after saying what that lets them see. How many calls that is stays unsaid: who manages teams need not see those calls. */
export function AddMemberDrawer({ customer, team, open, onClose }: { customer: string; team: Team; open: boolean; onClose: () => void }) {
  const me = useMe()
  const say = useSay()
  const add = useAddMember(customer, team.id)
  const remove = useRemoveMember(customer, team.id)
  const [chosen, choose] = useState<User | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const known = useMembers(customer, team.id, null, open)
  // Of a large team not everybody is known here: who was chosen is looked for by name.
  const alike = useMembers(customer, team.id, chosen?.name ?? null, open && chosen !== null)
  const isIn = ({ id }: Someone) => [...known.items, ...alike.items].some((member) => member.id === id)
  const already = chosen !== null && isIn(chosen)

  function submit() {
    setTried(true)
    if (!chosen || already) return
    add.mutate(
      { user: chosen.id, note },
      {
        onSuccess: () => {
          say({ text: `${chosen.name} is in ${team.name}.`, undo: () => remove.mutateAsync({ user: chosen.id, note }) })
          choose(null)
          setNote('')
          setTried(false)
          onClose()
        },
      },
    )
  }

  return (
    <FormDrawer
      title={`Add a member to ${team.name}`}
      open={open}
      onClose={onClose}
      verb={chosen ? `Add ${chosen.name}` : 'Add'}
      waiting={add.isPending}
      fault={add.error}
      onSubmit={submit}
    >
      <PersonPicker
        customer={customer}
        label="Who is added"
        value={chosen}
        without={isIn}
        refused={(user) => (user.id === me.id ? (team.can.moveMyself?.why ?? 'Nobody adds themselves.') : undefined)}
        about={(user) => user.email}
        fault={tried ? 'Choose who is added.' : undefined}
        onChange={choose}
      />
      {already && <Typography>{chosen.name} is in the team already.</Typography>}
      {chosen && !already && (
        <PreviewChange
          gains={[
            {
              id: chosen.id,
              name: chosen.name,
              how: `Will see the calls of ${team.name}: all whose owner was in the team when they came, earlier ones too. Held calls stay their owners’ alone.`,
            },
          ]}
          loses={[]}
        />
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}

/** Takes somebody out of a team, after saying what they see no longer. */
export function RemoveMemberDrawer({
  customer,
  team,
  someone,
  onClose,
}: {
  customer: string
  team: Team
  someone: Someone | null
  onClose: () => void
}) {
  const say = useSay()
  const remove = useRemoveMember(customer, team.id)
  const add = useAddMember(customer, team.id)
  const [note, setNote] = useState('')
  const shown = useLast(someone)
  return (
    <FormDrawer
      title={`Remove ${shown?.name ?? 'somebody'} from ${team.name}`}
      open={someone !== null}
      onClose={() => {
        remove.reset()
        onClose()
      }}
      verb={`Remove ${shown?.name ?? ''}`}
      danger
      waiting={remove.isPending}
      fault={remove.error}
      onSubmit={() =>
        shown &&
        remove.mutate(
          { user: shown.id, note },
          {
            onSuccess: () => {
              say({ text: `${shown.name} is out of ${team.name}.`, undo: () => add.mutateAsync({ user: shown.id, note }) })
              setNote('')
              onClose()
            },
          },
        )
      }
    >
      {shown && (
        <PreviewChange
          gains={[]}
          loses={[
            {
              ...shown,
              how: `Will see the calls of ${team.name} no longer, from this moment. Their own calls, those shared with them, and those of their other teams and channels stay. The team still sees their earlier calls.`,
            },
          ]}
        />
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
