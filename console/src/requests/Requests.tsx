import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { UserCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { userAddress } from '../addresses'
import { requestStates, useRequests, type Request } from '../directory/requests'
import { size } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { FilterBar } from '../ui/list/FilterBar'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { ShowMore } from '../ui/list/ShowMore'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Initials } from '../ui/shown/PersonName'
import { capital } from '../ui/shown/words'
import { RefusedButton } from '../ui/why/WhyPanel'
import { Asked } from './Asked'
import type { Deciding } from './DecideDrawer'
import { decidedBy } from './requests'
import { StateOf } from './StateOf'
import { Withdraw } from './Withdraw'

const DecideDrawer = laterDrawer(
  () => import('./DecideDrawer').then((file) => file.DecideDrawer),
  ({ deciding }) => !!deciding,
)

const parts = ['state'] as const

/** Requests for access: those the reader decides, and their own. */
export function Requests({ customer }: { customer: string }) {
  const { values, set } = useFilters(parts)
  const state = requestStates.find((one) => one === values.state) ?? null
  const requests = useRequests(customer, state)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  return (
    <>
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
              <Box component="ul" aria-label="Requests" sx={{ display: 'grid', gap: 6, maxWidth: size.readingPage }}>
                {requests.items.map((request) => (
                  <Line key={request.id} customer={customer} request={request} onDecide={(approve) => setDeciding({ request, approve })} />
                ))}
              </Box>
              <ShowMore pages={requests} />
            </>
          ) : (
            <EmptyState icon={UserCheck} title={state ? `No ${state} requests` : 'No requests yet'}>
              What people request, such as a level, a custom role or a tenant, appears here until somebody decides.
            </EmptyState>
          )
        }
      </Loaded>
      <DecideDrawer customer={customer} deciding={deciding} onClose={() => setDeciding(null)} />
    </>
  )
}

interface LineProps {
  customer: string
  request: Request
  onDecide: (approve: boolean) => void
}

function Line({ customer, request, onDecide }: LineProps) {
  const { subject, what, state } = request
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3 }}>
      <Initials name={subject.name} side={size.person} />
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', gap: 3 }}>
        <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
            <Link to={userAddress(customer, subject.id)}>
              <bdi>{subject.name}</bdi>
            </Link>
            <StateOf request={request} />
          </Box>
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            {capital(what)}
            {request.level === 'editor' && !request.teams && ', for the whole organization'}
          </Typography>
          <Asked request={request} />
        </Box>
        {state === 'open' && <Acts customer={customer} request={request} onDecide={onDecide} />}
      </Box>
    </Box>
  )
}

function Acts({ customer, request, onDecide }: LineProps) {
  const act = (key: 'approve' | 'decline', label: string) => {
    const may = request.can[key]
    if (!may?.allowed)
      return <RefusedButton refused={{ sentence: may?.why ?? '', permission: decidedBy[request.kind] }}>{label}</RefusedButton>
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
      {request.can.withdraw?.allowed && <Withdraw customer={customer} request={request} />}
    </Box>
  )
}
