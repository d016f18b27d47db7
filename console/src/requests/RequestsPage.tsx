import Button from '@mui/material/Button'
import { UserPlus } from 'lucide-react'
import { useParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { Page } from '../ui/page/Page'
import { Icon } from '../ui/shown/Icon'
import { Requests } from './Requests'

const AskDrawer = laterDrawer(() => import('./AskDrawer').then((file) => file.AskDrawer), isOpen)

/** The requests for access that the reader decides, and their own. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="accessRequests">
      <RequestsOf key={customer} customer={customer} />
    </Guarded>
  )
}

function RequestsOf({ customer }: { customer: string }) {
  const me = useMe()
  const [asking, setAsking] = useAct('ask')
  return (
    <Page
      title="Access requests"
      lead="Levels, roles and tenants that people have requested. Whoever can grant it decides, except about their own requests."
      action={
        me.kind === 'user' && (
          <Button variant="contained" startIcon={<Icon of={UserPlus} small />} onClick={() => setAsking(true)}>
            Request access
          </Button>
        )
      }
    >
      <Requests customer={customer} />
      <AskDrawer customer={customer} open={asking} onClose={() => setAsking(false)} />
    </Page>
  )
}
