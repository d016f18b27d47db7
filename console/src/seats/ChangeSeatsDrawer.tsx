import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { seatsAddress } from '../addresses'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { Later } from '../ui/page/Later'
import { people } from '../ui/shown/words'
import { changeSeats, ofSeats, useSeatPlan, type SeatChange } from './seats'
import { SeatPlan } from './SeatPlan'

interface Props {
  customer: string
  /** Whose seats; null: closed. */
  change: SeatChange | null
  onClose: () => void
  onDone?: () => void
}

/** Gives or removes seats of one or several people, after showing who gets what; a major change is sent for approval, or announced. */
export function ChangeSeatsDrawer({ customer, change, onClose, onDone }: Props) {
  const shown = useLast(change)
  const go = useNavigate()
  const plan = useSeatPlan(customer, change)
  const { data } = plan
  const major = data?.major === true
  const count = data?.lines.filter(({ fate }) => fate === 'give' || fate === 'remove').length ?? 0
  const gives = (shown?.give.length ?? 0) > 0
  const what = gives
    ? `Give ${count === 1 ? 'a seat' : 'seats'} to ${people(count)}`
    : `Remove ${count === 1 ? 'the seat' : 'the seats'} of ${people(count)}`
  const { form, drawer } = useDrawer({
    open: change !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => changeSeats(customer, seen!, note),
    changes: ofSeats,
    said: ({ done, takesEffect }) =>
      done
        ? 'Done.'
        : takesEffect
          ? 'Announced. You can withdraw it until it takes effect.'
          : 'Sent to the Organization Admins for approval.',
    after: ({ done }) => {
      onDone?.()
      if (!done) void go(seatsAddress(customer, 'requests'))
    },
  })
  return (
    <FormDrawer
      title={gives ? 'Give seats' : 'Remove seats'}
      verb={major ? (data?.takesEffect ? 'Announce this change' : 'Request this change') : what}
      danger={!gives && !major}
      {...drawer}
      held={drawer.held || !data || count === 0}
    >
      {data ? (
        <SeatPlan preview={data} />
      ) : (
        <Later>
          <Typography color="text.secondary">Finding out what changes…</Typography>
        </Later>
      )}
      {plan.error && <Typography role="alert">{plan.error.message}</Typography>}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
