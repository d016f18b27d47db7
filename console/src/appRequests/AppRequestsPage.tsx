import Button from '@mui/material/Button'
import { ClipboardCheck } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { counted, ListPage } from '../ui/list/ListPage'
import { useWaiting } from '../marketplace/marketplace'
import { Queue } from './Queue'

const PublishDrawer = laterDrawer(
  () => import('../marketplace/PublishDrawer').then((file) => file.PublishDrawer),
  ({ open }) => open,
)

/** The queue of requests for apps, across all customers, for the vendor's people. */
export function Component() {
  return (
    <Guarded page="appRequests">
      <Requests />
    </Guarded>
  )
}

function Requests() {
  const waiting = useWaiting()
  const [publishing, setPublishing] = useAct('publish')
  const mayPublish = allowed(useMe(), 'publishApp')
  return (
    <>
      <ListPage
        title="App requests"
        count={counted(waiting)}
        action={
          mayPublish && (
            <Button variant="outlined" onClick={() => setPublishing(true)}>
              Publish an app
            </Button>
          )
        }
        lead="The oldest first; what somebody reminded of before them. Keys: j and k move, a approves, d declines."
        list={waiting}
        noneFits="No requests"
        none={{ icon: ClipboardCheck, title: 'No requests wait', words: 'Requests for apps appear here when customers make them.' }}
      >
        {(rows) => <Queue rows={rows} />}
      </ListPage>
      <PublishDrawer open={publishing} onClose={() => setPublishing(false)} />
    </>
  )
}
