import Button from '@mui/material/Button'
import { UsersRound } from 'lucide-react'
import { useParams } from 'react-router'
import { teamAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { useAct } from '../ui/hooks/act'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { RefusedButton } from '../ui/why/WhyPanel'
import { capital } from '../ui/shown/words'
import { CreateTeamDrawer } from './TeamDrawers'
import { destinationWords, useTeams, type Team } from './teams'

const columns: Column<Team>[] = [
  { key: 'name', head: 'Name', cell: (team) => <bdi>{team.name}</bdi> },
  {
    key: 'members',
    head: 'Members',
    width: column.number,
    align: 'end',
    card: 'end',
    cell: ({ size }) => (
      <>
        {size}
        <span className="onCard"> {size === 1 ? 'member' : 'members'}</span>
      </>
    ),
  },
  {
    key: 'channels',
    head: 'Channels',
    width: '26%',
    cell: (team) => team.channels.map((channel) => `#${channel.name}`).join(', ') || null,
  },
  { key: 'destination', head: 'Destination', width: '30%', cell: (team) => capital(destinationWords(team)) },
]

const teamFilters = ['state'] as const

/** The teams of one customer: who sees a call goes by them. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="teams">
      <TeamList key={customer} customer={customer} />
    </Guarded>
  )
}

function TeamList({ customer }: { customer: string }) {
  const filters = useFilters(teamFilters)
  const teams = useTeams(customer, filters.values.state === 'archived')
  // Who decides about notes alone reads it on any of the teams; where there is none, from the server's answer.
  const manage = teams.items[0]?.can.manage
  const [creating, setCreating] = useAct('create')
  return (
    <>
      <ListPage
        title="Teams"
        count={counted(teams)}
        lead="Members see the calls whose owner was in the team when the call came in."
        action={
          manage?.allowed === false ? (
            <RefusedButton refused={{ sentence: manage.why ?? '', permission: 'team/manage' }}>Create team</RefusedButton>
          ) : (
            <Button variant="contained" onClick={() => setCreating(true)}>
              Create team
            </Button>
          )
        }
        filters={
          <FilterChip
            label="State"
            any="active"
            choices={[{ key: 'archived', label: 'archived' }]}
            value={filters.values.state}
            onChange={(state) => filters.set('state', state)}
          />
        }
        narrowing={filters.narrowing}
        onClear={filters.any ? filters.clear : undefined}
        noneFits="No archived teams"
        list={teams}
        what="customer"
        none={{
          icon: UsersRound,
          title: 'No teams yet',
          words: 'Create a team and add people: they see each other’s calls from then on. Until then people see only their own.',
        }}
      >
        {(rows) => (
          <DataTable label="Teams" columns={columns} rows={rows} rowKey={(team) => team.id} to={(team) => teamAddress(customer, team.id)} />
        )}
      </ListPage>
      <CreateTeamDrawer customer={customer} open={creating && manage?.allowed !== false} onClose={() => setCreating(false)} />
    </>
  )
}
