import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { TeamLinks } from '../teams/TeamLinks'
import { AccountLink, PersonLink } from '../session/links'
import { useCrumb } from '../ui/page/crumbs'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { screen, size } from '../theme/tokens'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { duration, Moment } from '../ui/shown/Moment'
import { Until } from '../ui/shown/Until'
import { Beside } from './Beside'
import { Comments } from './comments/Comments'
import { CallActs, Held, HeldChip, Opened } from './CallActs'
import { callQuery, useReadCall, type Call } from './calls'
import { Summary } from './Summary'
import { Recording } from './transcript/Recording'
import { Timeline } from './transcript/Timeline'
import { TranscriptView } from './transcript/TranscriptView'

const Troubleshoot = lazy(() => import('./Troubleshoot').then(({ Troubleshoot }) => ({ default: Troubleshoot })))

/** One call: what it came to, every word of it for those who may, who else sees it and why, and questions about it. */
export function Component() {
  const { id = '' } = useParams()
  const me = useMe()
  useCrumb('Calls', '/calls')
  const call = useQuery(callQuery(id))
  return (
    <Guarded page="calls">
      <Loaded
        query={call}
        skeleton={<PageSkeleton />}
        what="call"
        back="/calls"
        gone={
          allowed(me, 'troubleshoot') && (
            <Suspense fallback={null}>
              <Troubleshoot call={id} />
            </Suspense>
          )
        }
        alone
      >
        {(found) => <CallRead key={found.id} call={found} />}
      </Loaded>
    </Guarded>
  )
}

function useMarkAsRead({ id, read }: Call) {
  const { mutate } = useReadCall()
  const told = useRef(read)
  useEffect(() => {
    if (told.current) return
    told.current = true
    mutate(id)
  }, [id, mutate])
}

function CallRead({ call }: { call: Call }) {
  useMarkAsRead(call)
  const { hash } = useLocation()
  const [params] = useSearchParams()
  const target = /^#t(\d+)$/.exec(hash)?.[1]
  const wide = useMediaQuery(screen.wide, { noSsr: true })
  const asked = params.get('view') ?? (target === undefined ? 'summary' : 'transcript')
  const view = wide && asked === 'beside' ? 'summary' : asked
  const here = `/calls/${encodeURIComponent(call.id)}`
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      {call.openUntil && <Opened until={call.openUntil} owner={call.owner} />}
      {call.whenReleased && <Held call={call} />}
      <EntityHeader
        title={call.title}
        state={call.held && <HeldChip />}
        actions={<CallActs call={call} />}
        facts={{
          owner: <PersonLink id={call.owner.id} name={call.owner.name} />,
          account: call.account && <AccountLink account={call.account} />,
          teams: call.teams.length > 0 && <TeamLinks teams={call.teams} />,
          start: <Moment at={call.start} />,
          length: duration(call.durationSeconds),
          recording: call.recording && <Recording recording={call.recording} />,
          transcript: call.transcriptUntil && (
            <>
              Transcript kept <Until at={call.transcriptUntil} />
            </>
          ),
        }}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: `minmax(0, 1fr) ${size.aside}px` }, columnGap: 14 }}>
        <Box sx={{ minWidth: 0 }}>
          {view !== 'beside' && <Timeline call={call} />}
          <Views
            label="Views of the call"
            current={view}
            views={[
              { key: 'summary', label: 'Summary', to: `${here}?view=summary` },
              { key: 'transcript', label: 'Transcript', to: `${here}?view=transcript` },
              ...(wide ? [] : [{ key: 'beside', label: 'Ask and details', to: `${here}?view=beside` }]),
            ]}
          />
          {view === 'transcript' && <TranscriptView call={call} target={target === undefined ? null : Number(target)} />}
          {view === 'summary' && (
            <>
              <Summary call={call} />
              <Box sx={{ mt: 8 }}>
                <Comments call={call} />
              </Box>
            </>
          )}
        </Box>
        {(wide || view === 'beside') && <Beside call={call} />}
      </Box>
    </Box>
  )
}
