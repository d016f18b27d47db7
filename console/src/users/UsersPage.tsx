import { Users } from 'lucide-react'
import { useParams } from 'react-router'
import { userAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { PersonName } from '../ui/shown/PersonName'
import { SearchLine } from '../ui/list/SearchLine'
import { roleName } from '../ui/shown/words'
import { UserListActs } from './AddUserButton'
import { useAbout, useUsers, userFilters, userRoles, type User } from '../directory/directory'
import { useCustomRoles } from '../customRoles/customRoles'
import { UserState, userStates } from '../directory/UserState'

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
  const filters = useFilters(userFilters)
  const { values, set } = filters
  const users = useUsers(customer, values)
  const about = useAbout(customer)
  const customRoles = useCustomRoles(customer, about?.can.manageCustomRoles?.allowed ?? false)

  const columns: Column<User>[] = [
    { key: 'name', head: 'Name', cell: (user) => <PersonName name={user.name} picture={user.picture} email={user.email} /> },
    {
      key: 'connect',
      head: 'Connect',
      width: '16%',
      cell: (user) => [roleName(user.connect), ...user.customRoles.map((role) => role.name)].join(', '),
    },
    { key: 'insights', head: 'Insights', width: '21%', cell: (user) => `${roleName(user.insights)} · ${user.level}` },
    {
      key: 'tenants',
      head: 'Tenants',
      width: '22%',
      from: 1000,
      card: 'none',
      cell: (user) => user.tenants.map((tenant) => tenant.name).join(', ') || null,
    },
    ...(users.items.some(({ job, department }) => job || department)
      ? [
          {
            key: 'job',
            head: 'Job',
            width: '16%',
            from: 1200,
            card: 'none',
            cell: (user) => [user.job, user.department].filter(Boolean).join(', ') || null,
          } satisfies Column<User>,
        ]
      : []),
    // Active goes without saying; what is not stands out.
    {
      key: 'state',
      head: 'State',
      width: column.chip,
      card: 'end',
      cell: (user) => <UserState active={user.active} invited={user.invited} listed />,
    },
  ]

  return (
    <ListPage
      title="Users"
      action={<UserListActs customer={customer} filters={values} />}
      count={counted(users)}
      lead={about?.seatsUsed != null && `${about.seatsUsed} of ${about.seats} seats in use`}
      search={<SearchLine label="Name or e-mail address" value={values.query} onChange={(query) => set('query', query)} />}
      narrowing={filters.narrowing}
      filters={
        <>
          <FilterChip
            label="Role"
            any="with any role"
            before="with"
            choices={[
              ...userRoles.map((role) => ({ key: role as string, label: roleName(role) })),
              ...(customRoles.data?.items ?? []).map((role) => ({ key: role.slug, label: role.name })),
            ]}
            value={values.role}
            onChange={(role) => set('role', role)}
          />
          <FilterChip
            label="State"
            any="in any state"
            choices={userStates}
            value={values.state}
            onChange={(state) => set('state', state)}
          />
          <FilterChip
            label="Order"
            any="by name"
            choices={[{ key: 'newest', label: 'newest first' }]}
            value={values.order}
            onChange={(order) => set('order', order)}
          />
        </>
      }
      onClear={filters.any ? filters.clear : undefined}
      list={users}
      what="customer"
      noneFits="No users match these filters"
      none={{
        icon: Users,
        title: 'No users yet',
        words: 'People become users when they first sign in through their product, or when staff add them.',
      }}
    >
      {(rows) => (
        <DataTable label="Users" columns={columns} rows={rows} rowKey={(user) => user.id} to={(user) => userAddress(customer, user.id)} />
      )}
    </ListPage>
  )
}
