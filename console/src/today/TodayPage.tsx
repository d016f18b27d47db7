import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { CommentsToAnswer } from './CommentsToAnswer'
import { FirstSteps } from './FirstSteps'
import { LatestCalls } from './LatestCalls'
import { NeedLine } from './NeedLine'
import { NextSteps } from './NextSteps'
import { needsQuery, todayQuery } from './today'

const dayOf = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** What a day needs: what waits, what is due, what was said. */
export function Component() {
  return (
    <Guarded page="today">
      <Today />
    </Guarded>
  )
}

function Today() {
  const hasCalls = allowed(useMe(), 'calls')
  // Asked for at once, beside the first steps.
  useQuery(needsQuery)
  useQuery({ ...todayQuery, enabled: hasCalls })
  const [day] = useState(() => dayOf.format(new Date()))
  return (
    <Page title="Today" lead={day} narrow={!hasCalls}>
      <FirstSteps>
        {hasCalls ? (
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' }, columnGap: 12 }}>
            {/* On a phone what waits comes first. */}
            <Box sx={{ order: { md: 2 }, minWidth: 0 }}>
              <Needs />
              <Comments />
            </Box>
            <Calls />
          </Box>
        ) : (
          <Needs />
        )}
      </FirstSteps>
    </Page>
  )
}

function Needs() {
  const needs = useQuery(needsQuery)
  return (
    <Section title="Needs your attention" aside={needs.data?.length || undefined}>
      <Loaded query={needs} skeleton={<ListSkeleton rows={3} />}>
        {(items) =>
          items.length ? (
            <Box component="ul" aria-label="Needs your attention" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
              {items.map((need) => (
                <NeedLine key={`${need.kind} ${need.id ?? ''}`} need={need} />
              ))}
            </Box>
          ) : (
            <EmptyState icon={CircleCheck} title="You’re all caught up">
              Requests you can decide, your held calls, failed deliveries and keys that expire soon appear here.
            </EmptyState>
          )
        }
      </Loaded>
    </Section>
  )
}

function Comments() {
  const { data } = useQuery(todayQuery)
  return data?.comments.length ? <CommentsToAnswer comments={data.comments} /> : null
}

function Calls() {
  const today = useQuery(todayQuery)
  return (
    <Box sx={{ minWidth: 0 }}>
      <Loaded query={today} skeleton={<ListSkeleton rows={8} />}>
        {({ steps, calls }) => (
          <>
            {steps.length > 0 && <NextSteps steps={steps} />}
            <LatestCalls calls={calls} />
          </>
        )}
      </Loaded>
    </Box>
  )
}
