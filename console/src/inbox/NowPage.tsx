import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page } from '../ui/page/Page'
import { NeedLine } from './NeedLine'
import { needsQuery } from './needs'

/** What needs the reader’s attention: a line for each item, and the way to it. */
export function Component() {
  return (
    <Guarded page="now">
      <Needs />
    </Guarded>
  )
}

function Needs() {
  const needs = useQuery(needsQuery)
  return (
    <Page narrow title="Needs your attention" count={needs.data?.length || undefined}>
      <Loaded query={needs} skeleton={<ListSkeleton rows={4} />}>
        {(items) =>
          items.length ? (
            <Box component="ul" aria-label="Needs your attention" sx={{ display: 'grid', gap: 4 }}>
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
    </Page>
  )
}
