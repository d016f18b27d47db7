import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { Shape } from '../api/client'
import type { User } from '../directory/directory'
import { useLast } from '../ui/last'
import { NoteField } from '../ui/NoteField'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { useSetSeat } from './seats'

interface Props {
  customer: string
  user: User | null
  seats: Shape<'SeatsView'> | undefined
  onClose: () => void
}

/** Gives somebody a seat or removes theirs, after saying what becomes of their calls; a major change is refused with its reason. */
export function SeatDrawer({ customer, user, seats, onClose }: Props) {
  const say = useSay()
  const set = useSetSeat(customer)
  const [note, setNote] = useState('')
  const shown = useLast(user)
  const held = shown?.seat === true
  const name = shown?.name ?? ''
  const first = shown?.firstName || name

  function close() {
    set.reset()
    onClose()
  }

  function submit() {
    if (!shown) return
    const { id: of, name: called } = shown
    set.mutate(
      { user: of, held: !held, note },
      {
        onSuccess: () => {
          say({
            text: held ? `${called} holds no seat now.` : `${called} holds a seat.`,
            undo: () => set.mutateAsync({ user: of, held, note }),
          })
          setNote('')
          onClose()
        },
      },
    )
  }

  return (
    <FormDrawer
      title={held ? `Remove ${name}’s seat?` : `Give ${name} a seat?`}
      open={user !== null}
      onClose={close}
      verb={held ? `Remove ${first}’s seat` : `Give ${first} a seat`}
      danger={held}
      waiting={set.isPending}
      fault={set.error}
      onSubmit={submit}
    >
      {shown &&
        (held ? (
          <Typography>
            From now on, new calls of <bdi>{name}</bdi> are counted but not stored. What is stored stays, for the same people.
          </Typography>
        ) : (
          <Typography>
            From now on, new calls of <bdi>{name}</bdi> are recorded and stored. {first} sees them, and so do the teams {first} is in when
            they come.
          </Typography>
        ))}
      {shown && (
        <Typography color="text.secondary">
          {seats && `Then ${seats.held + (held ? -1 : 1)} of ${seats.bought} seats are used. `}
          {first} is told.
        </Typography>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
