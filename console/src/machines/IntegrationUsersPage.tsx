import Button from '@mui/material/Button'
import { Bot, Plus } from 'lucide-react'
import { useParams } from 'react-router'
import { PersonLink } from '../session/links'
import { integrationUserAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { useAct } from '../ui/hooks/act'
import { DataTable, type Column } from '../ui/list/DataTable'
import { counted, ListPage } from '../ui/list/ListPage'
import { Icon } from '../ui/shown/Icon'
import { Approval } from './Approval'
import { CreateDrawer } from './CreateDrawer'
import { useIntegrationUsers, type IntegrationUser } from './integrationUsers'
import { useTeamNames } from '../teams/teams'
import { scopeWords } from './scopes'

/** The machine accounts of a customer: who is accountable, what they may do, whether they run. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="integrationUsers">
      <IntegrationUserList key={customer} customer={customer} />
    </Guarded>
  )
}

function IntegrationUserList({ customer }: { customer: string }) {
  const integrationUsers = useIntegrationUsers(customer)
  const teamName = useTeamNames(customer)
  const [creating, setCreating] = useAct('create')
  const columns: Column<IntegrationUser>[] = [
    { key: 'name', head: 'Name', width: '22%', cell: (integrationUser) => <bdi>{integrationUser.name}</bdi> },
    {
      key: 'owner',
      head: 'Owner',
      width: '20%',
      cell: ({ owner }) => (owner ? <PersonLink {...owner} /> : 'Nobody yet'),
    },
    {
      key: 'scopes',
      head: 'Permissions',
      card: 'none',
      cell: (integrationUser) => {
        const words = integrationUser.scopes.map((scope) => scopeWords(scope, teamName)).join(', ') || 'None yet'
        // A long one is cut off by the column, and read whole on hover.
        return <span title={words}>{words}</span>
      },
    },
    { key: 'keys', head: 'Active keys', width: column.number, align: 'end', from: 900, card: 'none', cell: ({ keys }) => keys.length },
    {
      key: 'state',
      head: 'State',
      width: column.state,
      card: 'end',
      cell: (integrationUser) => <Approval integrationUser={integrationUser} />,
    },
  ]
  const create = (
    <Button variant="contained" startIcon={<Icon of={Plus} small />} onClick={() => setCreating(true)}>
      Create integration user
    </Button>
  )
  return (
    <>
      <ListPage
        title="Integrations"
        count={counted(integrationUsers)}
        lead="Machine accounts that use API keys, each with an owner who is accountable."
        action={create}
        list={integrationUsers}
        what="customer"
        none={{
          icon: Bot,
          title: 'No integration users yet',
          words: 'Recorders push calls, and other programs read them, with the API key of an integration user.',
        }}
      >
        {(rows) => (
          <DataTable
            label="Integration users"
            columns={columns}
            rows={rows}
            rowKey={(integrationUser) => integrationUser.id}
            to={(integrationUser) => integrationUserAddress(customer, integrationUser.id)}
          />
        )}
      </ListPage>
      <CreateDrawer customer={customer} open={creating} onClose={() => setCreating(false)} />
    </>
  )
}
