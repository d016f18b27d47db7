import Typography from '@mui/material/Typography'
import { sectionPages, sections, sectionTitles, useAudit, type SectionName } from '../governance/audit'
import { Entries } from '../governance/Entries'
import { allowed, useMe } from '../session/session'
import { useReason } from '../session/asking'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Section } from '../ui/Page'
import { ShowMore } from '../ui/ShowMore'
import { WhyWords } from '../ui/WhyPanel'
import type { AboutUser } from './people'

/** What was done to one person, and refused, in the sections of the audit trail that one may read. */
export function UserHistory({ customer, user }: AboutUser) {
  const me = useMe()
  const open = sections.filter((one) => allowed(me, sectionPages[one]))
  const why = useReason({ sentence: me.pages.audit?.why ?? 'The audit trail is not open to you.', permission: 'audit/view' }, !open.length)
  if (!open.length) return why && <WhyWords why={why} />
  return open.map((section) => <Trail key={section} customer={customer} user={user} section={section} />)
}

function Trail({ customer, user, section }: AboutUser & { section: SectionName }) {
  const trail = useAudit(customer, section, { section, subject: user.id, actor: null, act: null, since: null, until: null })
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
            <Typography color="text.secondary">Nothing here speaks of {user.name} yet.</Typography>
          )
        }
      </Loaded>
    </Section>
  )
}
