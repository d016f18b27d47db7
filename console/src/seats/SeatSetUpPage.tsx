import { Armchair } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { seatsAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { SetUpSteps, type SetUpStep } from '../session/SetUpSteps'
import { ShowMore } from '../ui/list/ShowMore'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { people } from '../ui/shown/words'
import { SeatViews } from './SeatViews'
import { useSeatRequests, useSeatUse, type SeatRequest } from './seats'

/** Major changes of seats on their way, from the change through the approval to the notice, and who does what next. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="seats">
      <SetUps key={customer} customer={customer} />
    </Guarded>
  )
}

function SetUps({ customer }: { customer: string }) {
  const me = useMe()
  const use = useSeatUse(customer)
  const requests = useSeatRequests(customer, null)
  return (
    <Page
      title="Seats"
      lead={
        <>
          How a major change of seats goes, and who does what next. <Link to={seatsAddress(customer)}>Give or remove seats</Link>
        </>
      }
    >
      <SeatViews customer={customer} waiting={use?.waiting} />
      <Loaded query={requests} skeleton={<ListSkeleton />} what="customer" back="/">
        {() =>
          requests.items.length ? (
            <>
              {requests.items.map((request) => (
                <Section key={request.id} title={titleOf(request)} aside={<Moment at={request.at} />}>
                  <SetUpSteps label={`Steps of ${titleOf(request)}`} steps={stepsOf(request, customer, me.id)} />
                </Section>
              ))}
              <ShowMore pages={requests} />
            </>
          ) : (
            <EmptyState icon={Armchair} title="No major change yet">
              Small changes of seats take effect at once. A major one appears here with who approves it and who is notified.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function titleOf({ gives, removes }: SeatRequest): string {
  const parts = [gives > 0 && `Give seats to ${people(gives)}`, removes > 0 && `${gives ? 'remove' : 'Remove'} seats of ${people(removes)}`]
  return parts.filter(Boolean).join(' and ')
}

function stepsOf(request: SeatRequest, customer: string, me: string): SetUpStep[] {
  const { requester, deciders, decidedBy, state, takesEffect, can, gives, removes, answer } = request
  const open = state === 'open'
  const concerned = people(gives + removes)
  return [
    {
      key: 'change',
      title: 'Change seats',
      done: true,
      words: `${requester.id === me ? 'You' : requester.name} made this change.`,
      who: [],
    },
    {
      key: 'approval',
      title: takesEffect ? 'Wait until it takes effect' : 'Approve it',
      done: !open,
      words: open ? (
        takesEffect ? (
          <>
            Announced: it takes effect <Moment at={takesEffect} />, unless it is withdrawn.
          </>
        ) : (
          'Another Organization Admin decides.'
        )
      ) : (
        `${(state === 'approved' && !decidedBy && 'It took effect') || (decisions[state] ?? state)}${decidedBy ? ` by ${decidedBy.id === me ? 'you' : decidedBy.name}` : ''}.${answer ? ` “${answer}”` : ''}`
      ),
      to: can.approve?.allowed || (takesEffect && can.withdraw?.allowed) ? seatsAddress(customer, 'requests') : undefined,
      who: takesEffect ? [requester.name] : deciders.map(({ name }) => name),
    },
    {
      key: 'notice',
      title: 'Notify those whose access changes',
      done: !open,
      words: open
        ? `Usher notified ${concerned} that it was requested, and notifies them again when it is decided.`
        : `Usher notified ${concerned} of what became of it.`,
      who: null,
    },
  ]
}

const decisions: Partial<Record<SeatRequest['state'], string>> = {
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}
