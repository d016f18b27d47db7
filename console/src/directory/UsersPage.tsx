import Button from '@mui/material/Button'
import { CircleSlash, SearchX, Users } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { DataTable, type Column } from '../ui/DataTable'
import { EmptyState } from '../ui/EmptyState'
import { FilterChip } from '../ui/FilterChip'
import { useFilters } from '../ui/filters'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { FilterBar, Page } from '../ui/Page'
import { PersonName } from '../ui/PersonName'
import { SearchLine } from '../ui/SearchLine'
import { ShowMore } from '../ui/ShowMore'
import { StateChip } from '../ui/StateChip'
import { roleName } from '../ui/words'
import { customerQuery, useUsers, userFilters, userRoles, type User } from './directory'
import { UserDrawer } from './UserDrawer'

const states = [
  { key: 'active', label: 'active' },
  { key: 'deactivated', label: 'deactivated' },
]

/** Active goes without saying; what is not stands out. */
export function UserState({ active }: { active: boolean }) {
  if (active) return 'Active'
  return (
    <StateChip tone="danger" icon={CircleSlash}>
      Deactivated
    </StateChip>
  )
}

/** The people of one customer, with what they are and where. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="users">
      <UserList key={customer} customer={customer} />
    </Guarded>
  )
}

function UserList({ customer }: { customer: string }) {
  const [params, setParams] = useSearchParams()
  const filters = useFilters(userFilters)
  const { values, set } = filters
  const users = useUsers(customer, values)
  const about = useQuery(customerQuery(customer))
  const named = (slug: string) => about.data?.tenants.find((tenant) => tenant.slug === slug)?.name ?? slug

  const columns: Column<User>[] = [
    { key: 'name', head: 'Name', cell: (user) => <PersonName name={user.name} email={user.email} /> },
    {
      key: 'connect',
      head: 'Connect',
      width: '17%',
      cell: (user) => [roleName(user.connect), ...user.customRoles.map((role) => role.name)].join(', '),
    },
    { key: 'insights', head: 'Insights', width: '19%', cell: (user) => `${roleName(user.insights)} · ${user.level}` },
    { key: 'tenants', head: 'Tenants', width: '20%', from: 1000, card: 'none', cell: (user) => user.tenants.map(named).join(', ') || null },
    { key: 'state', head: 'State', width: '136px', card: 'end', cell: (user) => <UserState active={user.active} /> },
  ]

  function open(user: string | null) {
    const next = new URLSearchParams(params)
    if (user) next.set('user', user)
    else next.delete('user')
    return next
  }

  const shown = users.items.find((user) => user.id === params.get('user'))
  return (
    <Page title="Users" lead={about.data && `${about.data.seatsUsed} of ${about.data.seats} recording seats in use`}>
      <FilterBar>
        <SearchLine label="Name or e-mail address" value={values.query} onChange={(query) => set('query', query)} />
        <FilterChip
          label="Role"
          any="with any role"
          before="with"
          choices={userRoles.map((role) => ({ key: role, label: roleName(role) }))}
          value={values.role}
          onChange={(role) => set('role', role)}
        />
        <FilterChip label="State" any="in any state" choices={states} value={values.state} onChange={(state) => set('state', state)} />
        {filters.any && (
          <Button size="small" color="inherit" onClick={filters.clear} sx={{ minHeight: 30, color: 'text.secondary' }}>
            Clear filters
          </Button>
        )}
      </FilterBar>
      <Loaded query={users} skeleton={<ListSkeleton />} what="customer" back="/">
        {() =>
          users.items.length ? (
            <>
              <DataTable label="Users" columns={columns} rows={users.items} rowKey={(user) => user.id} to={(user) => `?${open(user.id)}`} />
              <ShowMore pages={users} />
            </>
          ) : filters.any ? (
            <EmptyState
              icon={SearchX}
              title="No user fits these filters"
              action={
                <Button variant="outlined" onClick={filters.clear}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState icon={Users} title="No users yet">
              People become users when they first sign in through the product they work in, or when staff add them.
            </EmptyState>
          )
        }
      </Loaded>
      <UserDrawer customer={customer} user={shown} tenantName={named} onClose={() => setParams(open(null))} />
    </Page>
  )
}
