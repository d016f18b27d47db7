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

/** What needs me now: a line for each thing that waits for me, and the way to it. */
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
    <Page narrow title="What needs me now" count={needs.data?.length || undefined}>
      <Loaded query={needs} skeleton={<ListSkeleton rows={4} />}>
        {(items) =>
          items.length ? (
            <Box component="ul" aria-label="What needs me now" sx={{ display: 'grid', gap: 4 }}>
              {items.map((need) => (
                <NeedLine key={`${need.kind} ${need.id ?? ''}`} need={need} />
              ))}
            </Box>
          ) : (
            <EmptyState icon={CircleCheck} title="Nothing waits for you">
              Requests you can decide, calls of yours that are held, notes that could not be delivered and keys that expire soon would stand
              here.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
