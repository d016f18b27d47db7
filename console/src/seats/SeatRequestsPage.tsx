import Box from '@mui/material/Box'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { requestStates } from '../directory/requests'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { FilterBar } from '../ui/list/FilterBar'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { ShowMore } from '../ui/list/ShowMore'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page } from '../ui/page/Page'
import { DecideSeatsDrawer, type DecidingSeats } from './DecideSeatsDrawer'
import { SeatRequestLine } from './SeatRequestLine'
import { useSeatRequests, useSeatUse } from './seats'
import { SeatViews } from './SeatViews'

const parts = ['state'] as const

/** Major changes of seats: those that wait for an Organization Admin or for their time, and those that were decided. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="seats">
      <SeatRequests key={customer} customer={customer} />
    </Guarded>
  )
}

function SeatRequests({ customer }: { customer: string }) {
  const use = useSeatUse(customer)
  const { values, set } = useFilters(parts)
  const state = requestStates.find((one) => one === values.state) ?? null
  const requests = useSeatRequests(customer, state)
  const [deciding, setDeciding] = useState<DecidingSeats | null>(null)
  return (
    <Page
      title="Seats"
      lead={
        use &&
        `More than ${use.major} seats given or removed within ${use.majorHours} hours, or an Organization Admin’s seat removed, is a major change. Another Organization Admin approves it.`
      }
    >
      <SeatViews customer={customer} waiting={use?.waiting} />
      <FilterBar narrowing={state ? 1 : 0}>
        <FilterChip
          label="State"
          any="open and decided"
          choices={requestStates.map((one) => ({ key: one, label: one }))}
          value={state}
          onChange={(next) => set('state', next)}
        />
      </FilterBar>
      <Loaded query={requests} skeleton={<ListSkeleton />} what="customer" back="/">
        {() =>
          requests.items.length ? (
            <>
              <Box component="ul" aria-label="Major changes" sx={{ display: 'grid', gap: 6, maxWidth: size.readingPage }}>
                {requests.items.map((request) => (
                  <SeatRequestLine
                    key={request.id}
                    customer={customer}
                    request={request}
                    onDecide={(approve) => setDeciding({ request, approve })}
                  />
                ))}
              </Box>
              <ShowMore pages={requests} />
            </>
          ) : (
            <EmptyState icon={ShieldCheck} title={state ? `No ${state} major changes` : 'No major changes yet'}>
              A major change of seats appears here until another Organization Admin decides.
            </EmptyState>
          )
        }
      </Loaded>
      <DecideSeatsDrawer customer={customer} deciding={deciding} onClose={() => setDeciding(null)} />
    </Page>
  )
}
