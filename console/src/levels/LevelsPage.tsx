import Button from '@mui/material/Button'
import { UserCog } from 'lucide-react'
import { useParams, useSearchParams } from 'react-router'
import { requestsAddress } from '../addresses'
import { useUser } from '../directory/directory'
import { useRequests } from '../directory/requests'
import { Guarded } from '../session/Guarded'
import { useAct } from '../ui/hooks/act'
import { Views } from '../ui/page/EntityHeader'
import { Icon } from '../ui/shown/Icon'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page } from '../ui/page/Page'
import { ByLevel } from './ByLevel'
import { useLevels } from './levels'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'

const GiveLevelDrawer = laterDrawer(() => import('./GiveLevelDrawer').then((file) => file.GiveLevelDrawer), isOpen)

/** Who holds which level of Insights, and the requests for them. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="levels">
      <LevelsOf key={customer} customer={customer} />
    </Guarded>
  )
}

function LevelsOf({ customer }: { customer: string }) {
  const [params] = useSearchParams()
  // A link may say to whom, and which.
  const to = params.get('to')
  const first = useUser(customer, to ?? '', to !== null).data
  const [giving, setGiving] = useAct('give')
  const levels = useLevels(customer)
  const open = useRequests(customer, 'open')
  const waiting = open.items.length ? ` · ${open.items.length}${open.hasNextPage ? '+' : ''} open` : ''
  return (
    <Page
      title="Levels"
      lead="What people may do in Insights. Levels don’t grant access to calls."
      action={
        <Button variant="contained" startIcon={<Icon of={UserCog} small />} onClick={() => setGiving(true)}>
          Give level
        </Button>
      }
    >
      <Views
        label="Views of levels"
        current="levels"
        views={[
          { key: 'levels', label: 'By level', to: '?' },
          { key: 'requests', label: `Requests${waiting}`, to: requestsAddress(customer, 'open') },
        ]}
      />
      <Loaded query={levels} skeleton={<ListSkeleton />} what="customer" back="/">
        {(view) => <ByLevel customer={customer} view={view} />}
      </Loaded>
      <GiveLevelDrawer
        customer={customer}
        teams={levels.data?.teams ?? []}
        open={giving}
        onClose={() => setGiving(false)}
        first={to === null ? undefined : first}
        level={params.get('give')}
      />
    </Page>
  )
}
