import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { usersAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { size } from '../theme/tokens'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { RequestChip } from '../ui/shown/RequestChip'
import { RefusedButton } from '../ui/why/WhyPanel'
import { DecideDrawer, type Deciding } from './DecideDrawer'
import { useReplacement, type Replacement, type Replacements } from './replacement'
import { Steps } from './Steps'

/** How an organization that lost its last Organization Admin gets a new one: what is done, who does what next, and what was. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="replacement">
      <OfCustomer key={customer} customer={customer} />
    </Guarded>
  )
}

function OfCustomer({ customer }: { customer: string }) {
  const replacement = useReplacement(customer)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  return (
    <Page
      title="Organization Admin"
      lead="A lost last Organization Admin is replaced by your vendor’s support and a Customer Admin together, 24 hours after it was announced."
    >
      <Loaded query={replacement} skeleton={<ListSkeleton />} what="customer" back="/">
        {(view) => (
          <>
            <Now customer={customer} view={view} onDecide={setDeciding} />
            {view.former.length > 0 && (
              <Section title="Former proposals">
                <Box component="ul" sx={{ display: 'grid', gap: 6, maxWidth: size.readingPage }}>
                  {view.former.map((one) => (
                    <Former key={one.id} proposal={one} />
                  ))}
                </Box>
              </Section>
            )}
          </>
        )}
      </Loaded>
      <DecideDrawer customer={customer} deciding={deciding} onClose={() => setDeciding(null)} />
    </Page>
  )
}

function Now({ customer, view, onDecide }: { customer: string; view: Replacements; onDecide: (deciding: Deciding) => void }) {
  const staff = useMe().kind === 'staff'
  const { waiting, lost, neverHad } = view
  if (waiting)
    return (
      <>
        <Steps proposal={waiting} customer={customer} />
        <Acts proposal={waiting} onDecide={onDecide} />
      </>
    )
  const users = <Link to={usersAddress(customer, { state: 'active' })}>user’s page</Link>
  if (lost)
    return (
      <EmptyState icon={BadgeCheck} title="The last Organization Admin was lost">
        {staff ? <>Propose a new one on a {users}.</> : 'Your vendor’s support proposes a new one, and you confirm it here. Contact them.'}
      </EmptyState>
    )
  if (neverHad)
    return (
      <EmptyState icon={BadgeCheck} title="There was no Organization Admin yet">
        A Customer Admin appoints the first, on a {users}.
      </EmptyState>
    )
  return (
    <EmptyState icon={BadgeCheck} title="Nothing to replace">
      An Organization Admin is active, or Insights isn’t active in any tenant.
    </EmptyState>
  )
}

function Acts({ proposal, onDecide }: { proposal: Replacement; onDecide: (deciding: Deciding) => void }) {
  const act = (key: 'confirm' | 'withdraw', label: string, primary: boolean) => {
    const may = proposal.can[key]
    if (!may?.allowed)
      return <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'organization-admin/appoint' }}>{label}</RefusedButton>
    return (
      <Button variant={primary ? 'contained' : 'outlined'} onClick={() => onDecide({ proposal, confirm: key === 'confirm' })}>
        {label}
      </Button>
    )
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 6 }}>
      {!proposal.takesEffect && act('confirm', 'Confirm', true)}
      {act('withdraw', 'Withdraw', false)}
    </Box>
  )
}

function Former({ proposal: { person, state, at, decidedAt, decidedBy, answer } }: { proposal: Replacement }) {
  return (
    <li>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
        <bdi>{person.name}</bdi>
        <RequestChip state={state} />
      </Box>
      <Typography variant="body2" color="text.secondary">
        Proposed <Moment at={at} />.{' '}
        {decidedAt && (
          <>
            {state === 'approved' ? 'Took effect ' : state === 'withdrawn' ? `Withdrawn by ${decidedBy?.name ?? 'somebody'} ` : 'Lapsed '}
            <Moment at={decidedAt} />.
          </>
        )}{' '}
        {answer}
      </Typography>
    </li>
  )
}
