import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useUsers } from '../directory/directory'
import { useMe } from '../session/session'
import { FormDrawer } from '../ui/FormDrawer'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { SearchLine } from '../ui/SearchLine'
import { NoteField } from '../ui/NoteField'
import { useAddMember, useRemoveMember, type Team } from './teams'

/** Somebody who goes into a team or out of it. */
export interface Someone {
  id: string
  name: string
}

const offered = 8

/** Puts somebody into a team, after saying what that lets them see. How many calls that is stays unsaid: who manages teams need not see those calls. */
export function AddMemberDrawer({ customer, team, open, onClose }: { customer: string; team: Team; open: boolean; onClose: () => void }) {
  const me = useMe()
  const say = useSay()
  const add = useAddMember(customer, team.id)
  const remove = useRemoveMember(customer, team.id)
  const [query, setQuery] = useState<string | null>(null)
  const [chosen, choose] = useState<Someone | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const found = useUsers(customer, { query, role: null, state: 'active' }, open)
  const within = new Set(team.members?.map(({ id }) => id))
  const people = found.items.filter((user) => !within.has(user.id))

  function submit() {
    setTried(true)
    if (!chosen) return
    add.mutate(
      { user: chosen.id, note },
      {
        onSuccess: () => {
          say({ text: `${chosen.name} is in ${team.name}.`, undo: () => remove.mutate({ user: chosen.id, note }) })
          choose(null)
          setQuery(null)
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
      <SearchLine label="Name or e-mail address" value={query} onChange={setQuery} />
      <RadioGroup
        aria-label="Who is added"
        value={chosen?.id ?? ''}
        onChange={(_, id) => choose(people.find((user) => user.id === id) ?? null)}
      >
        {people.slice(0, offered).map((user) => (
          <FormControlLabel
            key={user.id}
            value={user.id}
            control={<Radio />}
            disabled={user.id === me.id}
            label={
              <>
                <bdi>{user.name}</bdi>
                <Typography variant="caption" component="span" sx={{ display: 'block', color: 'text.secondary' }}>
                  {user.id === me.id ? (team.can.moveMyself?.why ?? user.email) : user.email}
                </Typography>
              </>
            }
          />
        ))}
      </RadioGroup>
      {found.data !== undefined && !people.length && (
        <Typography role="status" color="text.secondary">
          Nobody active by that name is outside this team.
        </Typography>
      )}
      {people.length > offered && (
        <Typography variant="body2" color="text.secondary">
          There are more. Type a part of the name.
        </Typography>
      )}
      {tried && !chosen && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          Choose who is added.
        </Typography>
      )}
      {chosen && (
        <PreviewChange
          gains={[
            {
              ...chosen,
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
  // The last one stays while the drawer leaves.
  const [last, setLast] = useState(someone)
  useEffect(() => {
    if (someone) setLast(someone)
  }, [someone])
  const shown = someone ?? last
  return (
    <FormDrawer
      title={`Take ${shown?.name ?? 'somebody'} out of ${team.name}`}
      open={someone !== null}
      onClose={() => {
        remove.reset()
        onClose()
      }}
      verb={`Remove ${shown?.name ?? ''}`}
      waiting={remove.isPending}
      fault={remove.error}
      onSubmit={() =>
        shown &&
        remove.mutate(
          { user: shown.id, note },
          {
            onSuccess: () => {
              say({ text: `${shown.name} is out of ${team.name}.`, undo: () => add.mutate({ user: shown.id, note }) })
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
