import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useParams } from 'react-router'
import { Fingerprint } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { laterDrawer } from '../ui/form/laterDrawer'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { LinkedList, ProposedList, UnmatchedList } from './IdentityLists'
import { useIdentities, type Identity, type Proposed, type Unmatched } from './identities'

const drawers = () => import('./IdentityDrawers')
const ProposeDrawer = laterDrawer(
  () => drawers().then((file) => file.ProposeDrawer),
  ({ of }) => of !== null,
)
const WithdrawDrawer = laterDrawer(
  () => drawers().then((file) => file.WithdrawDrawer),
  ({ of }) => of !== null,
)
const ClearDrawer = laterDrawer(
  () => drawers().then((file) => file.ClearDrawer),
  ({ of }) => of !== null,
)

/** What people are known by in Slack and at recorders: who is unmatched, what is proposed, what is linked. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="identities">
      <Identities key={customer} customer={customer} />
    </Guarded>
  )
}

function Identities({ customer }: { customer: string }) {
  const list = useIdentities(customer)
  const [proposing, setProposing] = useState<Unmatched | null>(null)
  const [withdrawing, setWithdrawing] = useState<Proposed | null>(null)
  const [clearing, setClearing] = useState<Identity | null>(null)
  return (
    <Page
      title="Identities"
      lead="Who your people are in Slack and at recorders. A person whose address is the same everywhere needs nothing here. Anyone else proves a Slack account or a recorder address in their profile."
    >
      <Loaded query={list} skeleton={<ListSkeleton />} what="customer">
        {({ set, count, proposed, unmatched, maintain }) => (
          <>
            <Section
              title="Unmatched"
              aside={unmatched.length > 0 && 'People in your connected channels, and hosts of calls that were refused in the last 30 days.'}
            >
              {unmatched.length > 0 ? (
                <UnmatchedList rows={unmatched} onPropose={maintain.allowed ? setProposing : undefined} />
              ) : proposed.length + set.length > 0 ? (
                <Typography color="text.secondary">Everyone is matched.</Typography>
              ) : (
                <EmptyState icon={Fingerprint} title="Everyone is matched">
                  A member of a connected Slack channel or a host of a refused call who belongs to no user appears here.
                </EmptyState>
              )}
            </Section>
            {proposed.length > 0 && (
              <Section title="Proposed" aside="These count once the person proves them.">
                <ProposedList customer={customer} rows={proposed} onWithdraw={setWithdrawing} />
              </Section>
            )}
            {set.length > 0 && (
              <Section
                title="Linked"
                aside={count > set.length && `The newest ${set.length} of ${count.toLocaleString()}. Find the others on each user’s page.`}
              >
                <LinkedList customer={customer} rows={set} onClear={setClearing} />
              </Section>
            )}
          </>
        )}
      </Loaded>
      <ProposeDrawer customer={customer} of={proposing} onClose={() => setProposing(null)} />
      <WithdrawDrawer customer={customer} of={withdrawing} onClose={() => setWithdrawing(null)} />
      <ClearDrawer customer={customer} of={clearing} onClose={() => setClearing(null)} />
    </Page>
  )
}
