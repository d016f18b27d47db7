import { LifeBuoy } from 'lucide-react'
import { Link } from 'react-router'
import { supportCallAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { DataTable, type Column } from '../ui/list/DataTable'
import { counted, ListPage } from '../ui/list/ListPage'
import { Until } from '../ui/shown/Until'
import { useSupportCalls, type SupportCall } from './support'

/** The calls that customers let a member of staff look at; nothing of what they are about. */
export function Component() {
  return (
    <Guarded page="supportCalls">
      <OpenCalls />
    </Guarded>
  )
}

function OpenCalls() {
  const calls = useSupportCalls()
  const columns: Column<SupportCall>[] = [
    { key: 'customer', head: 'Customer', cell: (one) => <Link to={supportCallAddress(one.customer, one.id)}>A call of {one.name}</Link> },
    { key: 'reason', head: 'Reason', width: '45%', cell: ({ reason }) => reason },
    { key: 'until', head: 'Access', width: '22%', cell: ({ until }) => <Until at={until} first /> },
  ]
  return (
    <ListPage
      title="Calls opened for you"
      count={counted(calls)}
      lead="Calls of customers who let you look at them to help. You read the summary only. The call’s owner can see that you have access, and when you first open it."
      list={calls}
      what="list of calls"
      none={{
        icon: LifeBuoy,
        title: 'No call is open to you',
        words: 'When a customer’s Organization Admin gives you access to a call, it appears here until that ends.',
      }}
    >
      {(rows) => <DataTable label="Calls opened for you" columns={columns} rows={rows} rowKey={(one) => one.id} />}
    </ListPage>
  )
}
