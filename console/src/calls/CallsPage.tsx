import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { EyeOff, Phone } from 'lucide-react'
import { TeamLinks } from '../teams/TeamLinks'
import { AccountLink, PersonLink } from '../session/links'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { useFilters } from '../ui/list/filters'
import { ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { duration, Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { CallFilters } from './CallFilters'
import { callFilters, useCalls, type CallListed } from './calls'
import { Highlights } from './Highlights'
import { SearchHelp } from './SearchHelp'
import { SavedSearches } from './searches/SavedSearches'

const columns: Column<CallListed>[] = [
  { key: 'title', head: 'Call', cell: (call) => <CallTitle call={call} /> },
  { key: 'owner', head: 'Owner', width: '18%', cell: (call) => <PersonLink id={call.owner.id} name={call.owner.name} /> },
  {
    key: 'account',
    head: 'Account',
    width: '18%',
    from: 900,
    cell: (call) => call.account && <AccountLink account={call.account} />,
  },
  {
    key: 'teams',
    head: 'Teams',
    width: '13%',
    from: 1400,
    card: 'none',
    cell: (call) => (call.teams.length ? <TeamLinks teams={call.teams} /> : null),
  },
  { key: 'length', head: 'Length', width: column.number, align: 'end', from: 760, cell: (call) => duration(call.durationSeconds) },
  { key: 'when', head: 'When', width: column.moment, card: 'end', cell: (call) => <Moment at={call.start} /> },
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

/** What a search that found nothing may have meant: a word of calls that one may read. */
function NoneFound({ suggestion, onSearch }: { suggestion?: string | null; onSearch: (text: string) => void }) {
  if (!suggestion) return null
  return (
    <>
      Did you mean{' '}
      <Link component="button" type="button" variant="body1" onClick={() => onSearch(suggestion)} sx={{ verticalAlign: 'baseline' }}>
        <bdi>{suggestion}</bdi>
      </Link>
      ?
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

function CallList() {
  const filters = useFilters(callFilters)
  const calls = useCalls(filters.values)
  return (
    <ListPage
      title="Calls"
      count={calls.first?.count ?? undefined}
      action={<SavedSearches filters={filters.values} />}
      search={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <SearchLine label="Search calls" value={filters.values.text} onChange={(text) => filters.set('text', text)} />
          <SearchHelp />
        </Box>
      }
      filters={<CallFilters {...filters} />}
      narrowing={filters.narrowing}
      onClear={filters.any ? filters.clear : undefined}
      list={calls}
      noneFits={calls.hasNextPage ? 'No match in your latest calls' : 'No calls match these filters'}
      noneFitsWords={<NoneFound suggestion={calls.first?.suggestion} onSearch={(text) => filters.set('text', text)} />}
      none={{
        icon: Phone,
        title: 'No calls yet',
        words: 'Your own calls, your teams’ calls and calls shared with you appear here with their summaries.',
      }}
    >
      {(rows) => (
        <DataTable
          label="Calls"
          columns={columns}
          rows={rows}
          rowKey={(call) => call.id}
          to={(call) => `/calls/${encodeURIComponent(call.id)}`}
          strong={(call) => !call.read}
          below={(call) => <Highlights call={call} />}
        />
      )}
    </ListPage>
  )
}
