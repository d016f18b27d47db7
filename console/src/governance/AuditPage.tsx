import Button from '@mui/material/Button'
import { ScrollText, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { allowed, useMe, type PageName } from '../session/session'
import { EmptyState } from '../ui/EmptyState'
import { Views } from '../ui/EntityHeader'
import { FilterChip } from '../ui/FilterChip'
import { useFilters } from '../ui/filters'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { spans } from '../ui/Moment'
import { FilterBar, Page } from '../ui/Page'
import { ShowMore } from '../ui/ShowMore'
import { auditFilters, sections, useAudit, type AuditEntry, type SectionName } from './audit'
import { Entries } from './Entries'
import { actWords } from '../ui/words'

const titles: Record<SectionName, string> = { connect: 'Connect', insights: 'Insights' }
const pages: Record<SectionName, PageName> = { connect: 'connectAudit', insights: 'insightsAudit' }

/** What was changed, and what was refused, in one’s reach; each entry can be proved. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="audit">
      <AuditTrail key={customer} customer={customer} />
    </Guarded>
  )
}

/** Choices for the chips: who and what is in the entries that are there. */
function useSeen(entries: AuditEntry[]) {
  return useMemo(() => {
    const sorted = (pairs: [string, string][]) =>
      [...new Map(pairs)].map(([key, label]) => ({ key, label })).sort((a, b) => a.label.localeCompare(b.label))
    return {
      actors: sorted(entries.map(({ actor }) => [actor.id, actor.name])),
      acts: sorted(entries.map(({ act }) => [act, actWords(act)])),
    }
  }, [entries])
}

function AuditTrail({ customer }: { customer: string }) {
  const [params] = useSearchParams()
  const filters = useFilters(auditFilters)
  const { values, set } = filters
  const me = useMe()
  const open = sections.filter((one) => allowed(me, pages[one]))
  const section = sections.find((one) => one === values.section) ?? open[0] ?? 'connect'
  const trail = useAudit(customer, section, values)
  const seen = useSeen(useAudit(customer, section, { section, actor: null, subject: null, act: null, since: null }).items)
  const narrowed = values.actor !== null || values.act !== null || values.since !== null || values.subject !== null

  function sectionAddress(to: SectionName) {
    const next = new URLSearchParams(params)
    for (const name of auditFilters) next.delete(name)
    next.set('section', to)
    return `?${next}`
  }

  return (
    <Page
      title="Audit trail"
      lead="Every change and every refusal, with what was before and after. Any entry can be proved against the signed log."
    >
      {open.length > 1 && (
        <Views label="Sections" current={section} views={open.map((one) => ({ key: one, label: titles[one], to: sectionAddress(one) }))} />
      )}
      <FilterBar>
        <FilterChip
          label="Who"
          any="by anyone"
          before="by"
          choices={seen.actors}
          value={values.actor}
          onChange={(actor) => set('actor', actor)}
        />
        <FilterChip
          label="Act"
          any="did anything"
          before="did"
          choices={seen.acts}
          value={values.act}
          onChange={(act) => set('act', act)}
        />
        <FilterChip
          label="Time"
          any="at any time"
          before="since"
          choices={spans()}
          value={values.since}
          onChange={(since) => set('since', since)}
        />
        {narrowed && (
          <Button size="small" color="inherit" onClick={filters.clear} sx={{ minHeight: 30, color: 'text.secondary' }}>
            Clear filters
          </Button>
        )}
      </FilterBar>
      <Loaded query={trail} skeleton={<ListSkeleton />} what="audit trail" back="/">
        {() =>
          trail.items.length ? (
            <>
              <Entries customer={customer} section={section} entries={trail.items} />
              <ShowMore pages={trail} />
            </>
          ) : narrowed ? (
            <EmptyState
              icon={SearchX}
              title="No entry fits these filters"
              action={
                <Button variant="outlined" onClick={filters.clear}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState icon={ScrollText} title="Nothing has happened here yet">
              Every change of access, every configuration and every refusal of this section leaves an entry here.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
