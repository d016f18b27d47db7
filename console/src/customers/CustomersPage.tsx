import Button from '@mui/material/Button'
import { Building2 } from 'lucide-react'
import { customerAddress } from '../addresses'
import { useCustomers, type Customer } from '../directory/directory'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { DataTable, type Column } from '../ui/list/DataTable'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { CustomerState } from './CustomerState'

const CreateCustomerDrawer = laterDrawer(() => import('./CreateCustomerDrawer').then((file) => file.CreateCustomerDrawer), isOpen)

const columns: Column<Customer>[] = [
  { key: 'name', head: 'Customer', cell: (customer) => <bdi>{customer.name}</bdi> },
  { key: 'slug', head: 'Short name', width: '22%', from: 760, card: 'none', cell: (customer) => customer.slug },
  {
    key: 'users',
    head: 'Users',
    width: column.number,
    align: 'end',
    cell: (customer) => <Counted number={customer.users} one="user" many="users" />,
  },
  {
    key: 'tenants',
    head: 'Tenants',
    width: column.number,
    align: 'end',
    cell: (customer) => <Counted number={customer.tenants} one="tenant" many="tenants" />,
  },
  { key: 'state', head: 'State', width: column.state, card: 'end', cell: (customer) => <CustomerState {...customer} /> },
]

/** A number that is a bare figure in a column and needs its word on a card. */
function Counted({ number, one, many }: { number: number; one: string; many: string }) {
  return (
    <>
      {number}
      <span className="onCard"> {number === 1 ? one : many}</span>
    </>
  )
}

/** Every customer, for staff. */
export function Component() {
  return (
    <Guarded page="customers">
      <CustomerList />
    </Guarded>
  )
}

function CustomerList() {
  const filters = useFilters(['query'])
  const { query } = filters.values
  const customers = useCustomers(query)
  const [creating, setCreating] = useAct('create')
  const create = customers.first?.can?.create?.allowed === true
  return (
    <>
      <ListPage
        title="Customers"
        count={counted(customers)}
        action={
          create && (
            <Button variant="contained" onClick={() => setCreating(true)}>
              Create customer
            </Button>
          )
        }
        search={<SearchLine label="Find a customer" value={query} onChange={(text) => filters.set('query', text)} />}
        onClear={filters.any ? filters.clear : undefined}
        list={customers}
        noneFits={`No customer matches “${query}”`}
        none={{
          icon: Building2,
          title: 'No customers yet',
          words: (
            <>
              The Platform Team sets up the first one on the host: <code>usher customer create</code>.
            </>
          ),
        }}
      >
        {(rows) => (
          <DataTable
            label="Customers"
            columns={columns}
            rows={rows}
            rowKey={(customer) => customer.slug}
            to={(customer) => customerAddress(customer.slug)}
          />
        )}
      </ListPage>
      {create && <CreateCustomerDrawer open={creating} onClose={() => setCreating(false)} />}
    </>
  )
}
