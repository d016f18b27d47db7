import { ClipboardCheck } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { counted, ListPage } from '../ui/list/ListPage'
import { useWaiting } from '../marketplace/marketplace'
import { Queue } from './Queue'

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
  return (
    <ListPage
      title="App requests"
      count={counted(waiting)}
      lead="The oldest first; what somebody reminded of before them. Keys: j and k move, a approves, d declines."
      list={waiting}
      noneFits="No requests"
      none={{ icon: ClipboardCheck, title: 'No requests wait', words: 'Requests for apps appear here when customers make them.' }}
    >
      {(rows) => <Queue rows={rows} />}
    </ListPage>
  )
}
