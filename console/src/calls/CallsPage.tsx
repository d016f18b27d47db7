import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { EyeOff, Phone, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { DataTable, type Column } from '../ui/DataTable'
import { EmptyState } from '../ui/EmptyState'
import { FilterChip } from '../ui/FilterChip'
import { useFilters } from '../ui/filters'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { duration, Moment, spans } from '../ui/Moment'
import { FilterBar, Page } from '../ui/Page'
import { PersonName } from '../ui/PersonName'
import { SearchLine } from '../ui/SearchLine'
import { ShowMore } from '../ui/ShowMore'
import { StateChip } from '../ui/StateChip'
import { callFilters, useCalls, type CallListed } from './calls'
import { Highlights } from './Highlights'

const columns: Column<CallListed>[] = [
  { key: 'title', head: 'Call', cell: (call) => <CallTitle call={call} /> },
  { key: 'owner', head: 'Owner', width: '18%', cell: (call) => <PersonName name={call.owner.name} /> },
  { key: 'account', head: 'Account', width: '16%', from: 900, cell: (call) => call.account && <bdi>{call.account}</bdi> },
  {
    key: 'teams',
    head: 'Teams',
    width: '13%',
    from: 1400,
    card: 'none',
    cell: (call) => call.teams.map((team) => team.name).join(', ') || null,
  },
  { key: 'length', head: 'Length', width: '92px', align: 'end', from: 760, cell: (call) => duration(call.durationSeconds) },
  { key: 'when', head: 'When', width: '148px', card: 'end', cell: (call) => <Moment at={call.start} /> },
]

function CallTitle({ call }: { call: CallListed }) {
  return (
    <>
      <bdi>{call.title}</bdi>
      {call.held && (
        <Box component="span" sx={{ ml: 2 }}>
          <StateChip tone="attention" icon={EyeOff}>
            Held
          </StateChip>
        </Box>
      )}
    </>
  )
}

/** The calls one may see, narrowed by a sentence of chips. */
export function Component() {
  return (
    <Guarded page="calls">
      <CallList />
    </Guarded>
  )
}

/** Choices for the chips: the people, teams and accounts of the calls that are there. */
function useSeen(calls: CallListed[]) {
  return useMemo(() => {
    const unique = (pairs: [string, string][]) =>
      [...new Map(pairs)].map(([key, label]) => ({ key, label })).sort((a, b) => a.label.localeCompare(b.label))
    return {
      people: unique(calls.map((call) => [call.owner.id, call.owner.name])),
      teams: unique(calls.flatMap((call) => call.teams.map((team): [string, string] => [team.slug, team.name]))),
      accounts: unique(calls.flatMap((call) => (call.account ? [[call.account, call.account]] : []))),
    }
  }, [calls])
}

const unfiltered = { mine: null, team: null, person: null, account: null, since: null, text: null }

function CallList() {
  const me = useMe()
  const filters = useFilters(callFilters)
  const { values, set } = filters
  const calls = useCalls(values)
  const seen = useSeen(useCalls(unfiltered).items)
  return (
    <Page title="Calls" count={calls.first?.count ?? undefined}>
      <FilterBar>
        <SearchLine label="Words said or written" value={values.text} onChange={(text) => set('text', text)} />
        <FilterChip
          label="Whose"
          any="of everyone"
          choices={[{ key: '1', label: 'only mine', hint: me.name }]}
          value={values.mine}
          onChange={(mine) => set('mine', mine)}
        />
        <FilterChip
          label="Owner"
          any="owned by anyone"
          before="owned by"
          choices={seen.people}
          value={values.person}
          onChange={(person) => set('person', person)}
        />
        <FilterChip
          label="Team"
          any="in any team"
          before="in"
          choices={seen.teams}
          value={values.team}
          onChange={(team) => set('team', team)}
        />
        <FilterChip
          label="Account"
          any="with any account"
          before="with"
          choices={seen.accounts}
          value={values.account}
          onChange={(account) => set('account', account)}
        />
        <FilterChip
          label="Time"
          any="at any time"
          before="since"
          choices={spans()}
          value={values.since}
          onChange={(since) => set('since', since)}
        />
        {filters.any && (
          <Button size="small" color="inherit" onClick={filters.clear} sx={{ minHeight: 30, color: 'text.secondary' }}>
            Clear filters
          </Button>
        )}
      </FilterBar>
      <Loaded query={calls} skeleton={<ListSkeleton />}>
        {() =>
          calls.items.length ? (
            <Box sx={{ opacity: calls.isPlaceholderData ? 0.6 : 1 }}>
              <DataTable
                label="Calls"
                columns={columns}
                rows={calls.items}
                rowKey={(call) => call.id}
                to={(call) => `/calls/${encodeURIComponent(call.id)}`}
                strong={(call) => !call.read}
                below={(call) => <Highlights call={call} />}
              />
              <ShowMore pages={calls} />
            </Box>
          ) : filters.any ? (
            <EmptyState
              icon={SearchX}
              title="No call you may see fits these filters"
              action={
                <Button variant="outlined" onClick={filters.clear}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState icon={Phone} title="No calls yet">
              Calls that you own, that your teams had, or that someone shares with you come here with their summaries.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
