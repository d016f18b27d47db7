import { ScrollText } from 'lucide-react'
import type { ReactNode } from 'react'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { ofStaff, trailAddress } from '../addresses'
import { PersonChip } from '../directory/PersonChip'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { Views } from '../ui/page/EntityHeader'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { DateChip } from '../ui/list/DateChip'
import { ListPage } from '../ui/list/ListPage'
import { AccessView } from './AccessView'
import { auditFilters, sectionPages, sections, sectionTitles, useAudit, useFacets, type SectionName } from './audit'
import { Entries } from './Entries'
import { ExportMenu } from './ExportMenu'
import { actWords } from '../ui/shown/words'

/** What was changed, and what was refused, in one’s reach; each entry can be proved. */
export function Component() {
  const { customer = ofStaff } = useParams()
  const own = useMe().customer
  // Whoever is of a customer has no other trail.
  if (customer === ofStaff && own) return <Navigate to={trailAddress(own.slug)} replace />
  return (
    <Guarded page="audit">
      <Audit key={customer} customer={customer} />
    </Guarded>
  )
}

/** What each section tells of. */
const leads: Record<SectionName, string> = {
  connect: 'Customers, tenants, users, roles, apps and sign-in.',
  insights: 'Levels, teams, seats, integrations, delivery and calls.',
}

/** The sections one reads, and of each its entries or what they come to. */
function Audit({ customer }: { customer: string }) {
  const [params] = useSearchParams()
  const me = useMe()
  const open = customer === ofStaff ? (['connect'] as const) : sections.filter((one) => allowed(me, sectionPages[one]))
  const section = sections.find((one) => one === params.get('section')) ?? open[0] ?? 'connect'
  const view = customer !== ofStaff && params.get('view') === 'access' ? 'access' : 'entries'
  const address = (to: SectionName, shown: string) => `?${new URLSearchParams({ section: to, ...(shown === 'access' && { view: shown }) })}`
  const views = (
    <>
      {open.length > 1 && (
        <Views
          label="Sections"
          current={section}
          views={open.map((one) => ({ key: one, label: sectionTitles[one], to: address(one, view) }))}
        />
      )}
      {customer !== ofStaff && (
        <Views
          label="Views of the trail"
          current={view}
          views={[
            { key: 'entries', label: 'Entries', to: address(section, 'entries') },
            { key: 'access', label: 'What changed in access', to: address(section, 'access') },
          ]}
        />
      )}
    </>
  )
  return view === 'access' ? (
    <AccessView customer={customer} section={section} views={views} />
  ) : (
    <AuditTrail customer={customer} section={section} views={views} />
  )
}

function AuditTrail({ customer, section, views }: { customer: string; section: SectionName; views: ReactNode }) {
  const filters = useFilters(auditFilters)
  const { values, set, merge } = filters
  const trail = useAudit(customer, section, values)
  const facets = useFacets(customer, section, values)
  const named = (of: 'actors' | 'subjects') => (facets?.[of] ?? []).map(({ id, name }) => ({ key: id, label: name }))
  const narrowed = auditFilters.some((name) => name !== 'section' && values[name] !== null)

  return (
    <ListPage
      title={customer === ofStaff ? 'Audit trail of staff' : 'Audit trail'}
      lead={`${leads[section]} Every change and every refusal, with the values before and after. Any entry can be verified against the signed log.`}
      action={customer !== ofStaff && <ExportMenu customer={customer} section={section} filters={values} narrowed={narrowed} />}
      views={views}
      filters={
        <>
          <PersonChip
            customer={customer}
            by="id"
            label="Who"
            any="by anyone"
            before="by"
            choices={named('actors')}
            value={values.actor}
            onChange={(actor) => set('actor', actor)}
          />
          <FilterChip
            label="About"
            any="about anything"
            before="about"
            choices={named('subjects')}
            value={values.subject}
            onChange={(subject) => set('subject', subject)}
          />
          <FilterChip
            label="Action"
            any="any action"
            before="did"
            choices={(facets?.acts ?? []).map((act) => ({ key: act, label: actWords(act) }))}
            value={values.act}
            onChange={(act) => set('act', act)}
          />
          <DateChip span={{ since: values.since, until: values.until }} onChange={merge} />
        </>
      }
      narrowing={filters.narrowing - (values.section === null ? 0 : 1)}
      onClear={narrowed ? filters.clear : undefined}
      list={trail}
      what="audit trail"
      noneFits="No entries match these filters"
      none={{
        icon: ScrollText,
        title: 'No entries yet',
        words: 'Changes of access, changes of configuration and refusals in this section appear here.',
      }}
    >
      {(entries) => <Entries customer={customer} section={section} entries={entries} />}
    </ListPage>
  )
}
