import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useQuery } from '@tanstack/react-query'
import { EyeOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { useCrumb } from '../frame/crumbs'
import { Guarded } from '../session/Guarded'
import { EntityHeader, Views } from '../ui/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { duration, Moment } from '../ui/Moment'
import { PersonName } from '../ui/PersonName'
import { StateChip } from '../ui/StateChip'
import { WhyWords } from '../ui/WhyPanel'
import { Beside } from './Beside'
import { callQuery, turnAddress, useReadCall, useTranscript, type Call } from './calls'
import { Summary } from './Summary'
import { Transcript } from './Transcript'

/** One call: what it came to, every word of it for those who may, who else sees it and why, and questions about it. */
export function Component() {
  const { id = '' } = useParams()
  useCrumb('Calls', '/calls')
  const call = useQuery(callQuery(id))
  return (
    <Guarded page="calls">
      <Loaded query={call} skeleton={<PageSkeleton />} what="call" back="/calls" alone>
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
  const wide = useMediaQuery('(min-width: 1200px)', { noSsr: true })
  const asked = params.get('view') ?? (target === undefined ? 'summary' : 'transcript')
  const view = wide && asked === 'beside' ? 'summary' : asked
  const here = `/calls/${encodeURIComponent(call.id)}`
  return (
    <Box sx={{ maxWidth: 1120, mx: 'auto' }}>
      <EntityHeader
        title={call.title}
        state={call.held && <Held what={call.sensitive} />}
        facts={[
          <PersonName name={call.owner.name} />,
          call.account && <bdi>{call.account}</bdi>,
          call.teams.map((team) => team.name).join(', '),
          <Moment at={call.start} />,
          duration(call.durationSeconds),
        ]}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 280px' }, columnGap: 14 }}>
        <Box sx={{ minWidth: 0 }}>
          <Views
            label="Views of the call"
            current={view}
            views={[
              { key: 'summary', label: 'Summary', to: `${here}?view=summary` },
              { key: 'transcript', label: 'Transcript', to: `${here}?view=transcript` },
              ...(wide ? [] : [{ key: 'beside', label: 'Ask, and who sees it', to: `${here}?view=beside` }]),
            ]}
          />
          {view === 'transcript' && <TranscriptView call={call} target={target === undefined ? null : Number(target)} />}
          {view === 'summary' && <Summary call={call} />}
        </Box>
        {(wide || view === 'beside') && <Beside call={call} />}
      </Box>
    </Box>
  )
}

/** A held call is its owner's alone until they release or delete it. */
function Held({ what }: { what?: string | null }) {
  return (
    <StateChip tone="attention" icon={EyeOff}>
      Held for you alone{what ? `: looks like ${what}` : ''}
    </StateChip>
  )
}

function TranscriptView({ call, target }: { call: Call; target: number | null }) {
  const { allowed, why } = call.can.transcript
  const transcript = useTranscript(call.id, allowed)
  if (!allowed) return <WhyWords why={{ sentence: why ?? 'The whole transcript is not open to you.' }} />
  return (
    <Loaded query={transcript} skeleton={<ListSkeleton />} what="transcript" back={`/calls/${encodeURIComponent(call.id)}`}>
      {({ turns }) => <Transcript turns={turns} target={target} addressOf={(turn) => turnAddress(call.id, turn)} />}
    </Loaded>
  )
}
