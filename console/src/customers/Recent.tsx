import Typography from '@mui/material/Typography'
import { lazy, Suspense, useEffect } from 'react'
import { Link } from 'react-router'
import { trailAddress } from '../addresses'
import { sectionPages, sections, useAudit, type SectionName } from '../governance/audit'
import { allowed, useMe } from '../session/session'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'

const Entries = lazy(() => import('../governance/Entries').then(({ Entries }) => ({ default: Entries })))

/** How many of the newest changes are shown. */
const newest = 8

/** How many parts of the trail are looked through for them. */
const mostPages = 6

/** What happens all the time and changes nothing of the customer: the trail has it. */
const quiet = new Set(['SignIn', 'SignOut', 'SignOutEverywhere', 'EndSession', 'SendInvitation', 'SendLink', 'AskForPasswordLink'])

/** What was done last, from the first part of the audit trail that the reader may read; without one, nothing. */
export function Recent({ customer }: { customer: string }) {
  const me = useMe()
  const section = sections.find((one) => allowed(me, sectionPages[one]))
  return section && <Changes customer={customer} section={section} />
}

function Changes({ customer, section }: { customer: string; section: SectionName }) {
  const trail = useAudit(customer, section, { section, actor: null, subject: null, act: null, since: null, until: null })
  const changes = trail.items.filter(({ act, refused }) => !refused && !quiet.has(act)).slice(0, newest)
  // Where many signed in lately, the changes are further down.
  const { data, hasNextPage, isFetching, fetchNextPage } = trail
  const seeksMore = changes.length < newest && hasNextPage && (data?.pages.length ?? 0) < mostPages
  useEffect(() => {
    if (seeksMore && !isFetching) void fetchNextPage()
  }, [seeksMore, isFetching, fetchNextPage])
  return (
    <Section title="Recent changes" aside={<Link to={trailAddress(customer, { section })}>Audit trail</Link>}>
      <Loaded query={trail} skeleton={<ListSkeleton rows={newest} />} what="audit trail">
        {() =>
          changes.length ? (
            <Suspense fallback={<ListSkeleton rows={newest} />}>
              <Entries customer={customer} section={section} entries={changes} />
            </Suspense>
          ) : seeksMore ? (
            <ListSkeleton rows={newest} />
          ) : (
            <Typography color="text.secondary">No changes lately.</Typography>
          )
        }
      </Loaded>
    </Section>
  )
}
