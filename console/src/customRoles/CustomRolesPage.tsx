import Button from '@mui/material/Button'
import { Blocks } from 'lucide-react'
import { useParams } from 'react-router'
import { customRoleAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { useAct } from '../ui/hooks/act'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { DataTable, type Column } from '../ui/list/DataTable'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { appNames, useCustomRolePages, type CustomRole } from './customRoles'

const CreateCustomRoleDrawer = laterDrawer(() => import('./CustomRoleDrawers').then((file) => file.CreateCustomRoleDrawer), isOpen)

const columns: Column<CustomRole>[] = [
  { key: 'name', head: 'Name', width: '30%', cell: (role) => <bdi>{role.name}</bdi> },
  { key: 'apps', head: 'Configures', cell: (role) => appNames(role) || 'No app' },
  {
    key: 'holders',
    head: 'People',
    width: column.number,
    align: 'end',
    card: 'end',
    cell: ({ holders }) => (
      <>
        {holders}
        <span className="onCard"> {holders === 1 ? 'person' : 'people'}</span>
      </>
    ),
  },
]

/** The custom roles of one customer: who configures which apps. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="customRoles">
      <RoleList key={customer} customer={customer} />
    </Guarded>
  )
}

const roleFilters = ['query'] as const

function RoleList({ customer }: { customer: string }) {
  const filters = useFilters(roleFilters)
  const roles = useCustomRolePages(customer, filters.values.query)
  const [creating, setCreating] = useAct('create')
  return (
    <>
      <ListPage
        title="Custom roles"
        count={counted(roles)}
        lead="A custom role lets people configure the apps picked on it, in the tenants assigned to them, and nothing else."
        action={
          <Button variant="contained" onClick={() => setCreating(true)}>
            Create custom role
          </Button>
        }
        search={<SearchLine label="Name" value={filters.values.query} onChange={(query) => filters.set('query', query)} />}
        narrowing={filters.narrowing}
        onClear={filters.any ? filters.clear : undefined}
        noneFits="No custom roles with this name"
        list={roles}
        what="customer"
        none={{
          icon: Blocks,
          title: 'No custom roles yet',
          words: 'Create one to let people configure certain apps without making them Customer Admins.',
        }}
      >
        {(rows) => (
          <DataTable
            label="Custom roles"
            columns={columns}
            rows={rows}
            rowKey={(role) => role.id}
            to={(role) => customRoleAddress(customer, role.slug)}
          />
        )}
      </ListPage>
      <CreateCustomRoleDrawer customer={customer} open={creating} onClose={() => setCreating(false)} />
    </>
  )
}
