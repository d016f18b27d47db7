import { Building2, CircleCheck, CirclePause, Lock, SearchX } from 'lucide-react'
import { inCustomer } from '../frame/places'
import { Guarded } from '../session/Guarded'
import { DataTable, type Column } from '../ui/DataTable'
import { EmptyState } from '../ui/EmptyState'
import { useFilters } from '../ui/filters'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { FilterBar, Page } from '../ui/Page'
import { SearchLine } from '../ui/SearchLine'
import { ShowMore } from '../ui/ShowMore'
import { StateChip } from '../ui/StateChip'
import { useCustomers, type Customer } from './directory'

function state({ closed, insights }: Customer) {
  if (closed)
    return (
      <StateChip tone="danger" icon={Lock}>
        Closed
      </StateChip>
    )
  return insights ? (
    <StateChip tone="good" icon={CircleCheck}>
      Insights active
    </StateChip>
  ) : (
    <StateChip icon={CirclePause}>No Insights</StateChip>
  )
}

const columns: Column<Customer>[] = [
  { key: 'name', head: 'Customer', cell: (customer) => <bdi>{customer.name}</bdi> },
  { key: 'slug', head: 'Short name', width: '22%', from: 760, card: 'none', cell: (customer) => customer.slug },
  {
    key: 'users',
    head: 'Users',
    width: '96px',
    align: 'end',
    cell: (customer) => <Counted number={customer.users} one="user" many="users" />,
  },
  {
    key: 'tenants',
    head: 'Tenants',
    width: '96px',
    align: 'end',
    cell: (customer) => <Counted number={customer.tenants} one="tenant" many="tenants" />,
  },
  { key: 'state', head: 'State', width: '164px', card: 'end', cell: state },
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
  const { values, set } = useFilters(['query'])
  const customers = useCustomers(values.query)
  return (
    <Page title="Customers">
      <FilterBar>
        <SearchLine label="Find a customer" value={values.query} onChange={(query) => set('query', query)} />
      </FilterBar>
      <Loaded query={customers} skeleton={<ListSkeleton />}>
        {() =>
          customers.items.length ? (
            <>
              <DataTable
                label="Customers"
                columns={columns}
                rows={customers.items}
                rowKey={(customer) => customer.slug}
                to={(customer) => inCustomer(customer.slug, 'users')}
              />
              <ShowMore pages={customers} />
            </>
          ) : values.query ? (
            <EmptyState icon={SearchX} title={`No customer is called “${values.query}”`} />
          ) : (
            <EmptyState icon={Building2} title="No customers yet">
              The Platform Team sets the first one up on the host: <code>usher customer create</code>.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
