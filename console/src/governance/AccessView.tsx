import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Blocks, Bot, History, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { inCustomer } from '../addresses'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { DateChip } from '../ui/list/DateChip'
import { EmptyState } from '../ui/page/EmptyState'
import { useFilters } from '../ui/list/filters'
import { Icon } from '../ui/shown/Icon'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Moment } from '../ui/shown/Moment'
import { Page } from '../ui/page/Page'
import { FilterBar } from '../ui/list/FilterBar'
import { PersonName } from '../ui/shown/PersonName'
import { StateChip } from '../ui/shown/StateChip'
import { Notice } from '../ui/page/states'
import { changeWords, effects, thisWeek, useAccessChanges, type AccessChange } from './access'
import { sectionTitles, type SectionName } from './audit'

const icons = { 'integration-user': Bot, 'custom-role': Blocks, key: KeyRound }

/** Text that may be long: it goes on in the next line. */
const long = { whiteSpace: 'normal', overflowWrap: 'anywhere' } as const

const columns: Column<AccessChange>[] = [
  { key: 'who', head: 'Who', width: '22%', cell: ({ holder }) => <Holder holder={holder} /> },
  { key: 'change', head: 'What', cell: (change) => <Box sx={{ ...long, color: 'text.primary' }}>{changeWords(change)}</Box> },
  {
    key: 'effect',
    head: 'Change',
    width: column.chip,
    card: 'end',
    cell: ({ effect }) => <StateChip tone={effects[effect].tone}>{effects[effect].word}</StateChip>,
  },
  { key: 'by', head: 'By', width: '15%', cell: ({ acts }) => <Box sx={long}>{[...new Set(acts.map((act) => act.by))].join(', ')}</Box> },
  { key: 'note', head: 'Why', width: '18%', from: 760, cell: ({ acts }) => <Notes acts={acts} /> },
  {
    key: 'when',
    head: 'When',
    width: column.moment,
    cell: ({ acts }) => (
      <>
        {acts[0] && <Moment at={acts[0].at} />}
        {acts.length > 1 && `, ${acts.length} changes`}
      </>
    ),
  },
]

function Holder({ holder: { kind, name } }: { holder: AccessChange['holder'] }) {
  if (kind === 'user') return <PersonName name={name ?? 'Former user'} />
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
      <Icon of={icons[kind as keyof typeof icons] ?? History} small />
      {name ?? 'Deleted'}
    </Box>
  )
}

function Notes({ acts }: { acts: AccessChange['acts'] }) {
  const notes = acts.flatMap(({ note }) => note || [])
  if (!notes.length) return '—'
  return notes.map((note, place) => (
    <Box key={place} sx={long}>
      {note}
    </Box>
  ))
}

/** Who gained and lost what since a day, one line for each thing of each person; each leads to the entries it was worked out from. */
export function AccessView({ customer, section, views }: { customer: string; section: SectionName; views: ReactNode }) {
  const { values, merge } = useFilters(['since', 'until'])
  const [params] = useSearchParams()
  const span = thisWeek(values)
  const changes = useAccessChanges(customer, section, span)
  const entriesOf = ({ holder }: AccessChange) => {
    const next = new URLSearchParams({ section, subject: holder.id })
    for (const name of ['since', 'until'] as const) if (params.get(name) ?? span[name]) next.set(name, params.get(name) ?? span[name]!)
    return `${inCustomer(customer, 'audit')}?${next}`
  }
  return (
    <Page
      title="Audit trail"
      lead={`Who gained and lost access in ${sectionTitles[section]}: before the first change and after the last. Each line links to its entries.`}
    >
      {views}
      <FilterBar>
        <DateChip any="in the last 7 days" span={values} onChange={merge} />
      </FilterBar>
      <Loaded query={changes} skeleton={<ListSkeleton />} what="audit trail" back="/">
        {({ items, onlySince }) => (
          <>
            {onlySince && (
              <Notice>
                There are too many entries to show at once. This starts <Moment at={onlySince} />; for earlier ones, choose an earlier end
                date.
              </Notice>
            )}
            {items.length ? (
              <DataTable
                label="What changed in access"
                columns={columns}
                rows={items}
                rowKey={({ holder, kind, thingId }) => `${holder.id} ${kind} ${thingId}`}
                to={entriesOf}
              />
            ) : (
              <EmptyState icon={History} title="No access changed">
                <Typography component="span">Nothing was given or removed in this period. Choose an earlier start date.</Typography>
              </EmptyState>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
