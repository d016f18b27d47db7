import Typography from '@mui/material/Typography'
import type { Shape } from '../api/client'
import type { User } from '../directory/directory'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { setSeat } from './seats'

interface Props {
  customer: string
  user: User | null
  seats: Shape<'SeatsView'> | undefined
  onClose: () => void
}

/** Gives somebody a seat or removes theirs, after saying what becomes of their calls; a major change is refused with its reason. */
export function SeatDrawer({ customer, user, seats, onClose }: Props) {
  const shown = useLast(user)
  const held = shown?.seat === true
  const name = shown?.name ?? ''
  const first = shown?.firstName || name
  const { form, drawer } = useDrawer({
    open: user !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => setSeat(customer, { user: seen!.id, held: !seen!.seat, note }),
    changes: ['seat'],
    said: (_answer, _values, was) => (was!.seat ? `${was!.name} no longer has a seat.` : `${was!.name} has a seat.`),
    undo: (_, { note }, was) => setSeat(customer, { user: was!.id, held: was!.seat === true, note }),
  })
  return (
    <FormDrawer
      title={held ? `Remove ${name}’s seat?` : `Give ${name} a seat?`}
      verb={held ? `Remove ${first}’s seat` : `Give ${first} a seat`}
      danger={held}
      {...drawer}
    >
      {shown &&
        (held ? (
          <Typography>
            New calls of <bdi>{name}</bdi> are counted but not stored. Stored calls stay visible to the same people.
          </Typography>
        ) : (
          <Typography>
            New calls of <bdi>{name}</bdi> are recorded and stored. {first} can see them, and so can the teams {first} is in at that time.
          </Typography>
        ))}
      {shown && (
        <Typography color="text.secondary">
          {seats && `Then ${seats.held + (held ? -1 : 1)} of ${seats.bought} seats are used. `}
          {first} is notified.
        </Typography>
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
