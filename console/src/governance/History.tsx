import Typography from '@mui/material/Typography'
import { useReason } from '../ui/why/reasons'
import { allowed, useMe } from '../session/session'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { ShowMore } from '../ui/list/ShowMore'
import { WhyWords } from '../ui/why/WhyPanel'
import { sectionPages, sections, sectionTitles, useAudit, type SectionName } from './audit'
import { Entries } from './Entries'

interface Props {
  customer: string
  /** The person or thing. */
  of: { id: string; name: string }
  /** The sections that may speak of it. */
  among?: readonly SectionName[]
}

/** What was done to one person or thing, and refused, in the sections of the audit trail that one may read. */
export function History({ customer, of, among = sections }: Props) {
  const me = useMe()
  const open = among.filter((one) => allowed(me, sectionPages[one]))
  const why = useReason(
    { sentence: me.pages.audit?.why ?? 'You don’t have access to the audit trail.', permission: 'audit/view' },
    !open.length,
  )
  if (!open.length) return why && <WhyWords why={why} />
  return open.map((section) => <Trail key={section} customer={customer} of={of} section={section} />)
}

function Trail({ customer, of, section }: Props & { section: SectionName }) {
  const trail = useAudit(customer, section, { section, subject: of.id, actor: null, act: null, since: null, until: null })
  return (
    <Section title={sectionTitles[section]}>
      <Loaded query={trail} skeleton={<ListSkeleton />} what="audit trail">
        {() =>
          trail.items.length ? (
            <>
              <Entries customer={customer} section={section} entries={trail.items} />
              <ShowMore pages={trail} />
            </>
          ) : (
            <Typography color="text.secondary">No entries about {of.name} yet.</Typography>
          )
        }
      </Loaded>
    </Section>
  )
}
