import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useChange } from '../api/queries'
import { size } from '../theme/tokens'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { Initials } from '../ui/shown/PersonName'
import { RequestChip } from '../ui/shown/RequestChip'
import { listed, people } from '../ui/shown/words'
import { RefusedButton } from '../ui/why/WhyPanel'
import { withdrawSeats, type SeatRequest } from './seats'

interface Props {
  customer: string
  request: SeatRequest
  onDecide: (approve: boolean) => void
}

/** A major change of seats: who wants what for whom and why, where it is, and what the reader may do. */
export function SeatRequestLine({ customer, request, onDecide }: Props) {
  const { requester, state } = request
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3 }}>
      <Initials name={requester.name} side={size.person} />
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', gap: 3 }}>
        <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
            <bdi>{requester.name}</bdi>
            <RequestChip state={state} />
          </Box>
          <What request={request} />
          <Where request={request} />
        </Box>
        {state === 'open' && <Acts customer={customer} request={request} onDecide={onDecide} />}
      </Box>
    </Box>
  )
}

/** Who would get a seat and who would lose theirs, and why. */
export function What({ request: { give, gives, remove, removes, note } }: { request: SeatRequest }) {
  return (
    <>
      {gives > 0 && <Side verb={gives === 1 ? 'Seat for' : `${gives} seats for`} who={give} count={gives} />}
      {removes > 0 && <Side verb={removes === 1 ? 'Remove the seat of' : `Remove ${removes} seats of`} who={remove} count={removes} />}
      {note && <Typography color="text.secondary">“{note}”</Typography>}
    </>
  )
}

function Side({ verb, who, count }: { verb: string; who: { name: string }[]; count: number }) {
  const names = who.map(({ name }) => name)
  const more = count - names.length
  return (
    <Typography sx={{ overflowWrap: 'anywhere' }}>
      {verb} {more > 0 ? `${names.join(', ')} and ${people(more)} more` : listed(names)}
    </Typography>
  )
}

/** What it waits for, or how it ended. */
function Where({ request: { at, state, takesEffect, deciders, decidedBy, decidedAt, answer } }: { request: SeatRequest }) {
  return (
    <Typography variant="body2" color="text.secondary">
      Made <Moment at={at} />.{' '}
      {state === 'open' &&
        (takesEffect ? (
          <>
            Announced: takes effect <Moment at={takesEffect} />.
          </>
        ) : deciders.length ? (
          `${listed(deciders.map(({ name }) => name))} can approve it.`
        ) : (
          'No other Organization Admin can approve it. Withdraw it and make it again to announce it.'
        ))}
      {state !== 'open' && decidedAt && (
        <>
          {decidedBy ? `Decided by ${decidedBy.name} ` : state === 'approved' ? 'Took effect ' : 'Ended '}
          <Moment at={decidedAt} />.
        </>
      )}{' '}
      {answer}
    </Typography>
  )
}

function Acts({ customer, request, onDecide }: Props) {
  const say = useSay()
  const withdraw = useChange(() => withdrawSeats(customer, request), 'seat')
  const act = (key: 'approve' | 'decline', label: string) => {
    const may = request.can[key]
    if (!may?.allowed) return <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'licence/approve' }}>{label}</RefusedButton>
    return (
      <Button variant="outlined" onClick={() => onDecide(key === 'approve')}>
        {label}
      </Button>
    )
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 2 }}>
      {act('approve', 'Approve')}
      {act('decline', 'Decline')}
      {request.can.withdraw?.allowed && (
        <Button
          variant="text"
          loading={withdraw.isPending}
          onClick={() =>
            withdraw.mutate(undefined, {
              onSuccess: () => say({ text: 'Withdrawn. Nothing changes.' }),
              onError: (error) => say({ text: error.message }),
            })
          }
        >
          Withdraw
        </Button>
      )}
    </Box>
  )
}
