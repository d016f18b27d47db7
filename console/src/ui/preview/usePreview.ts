import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Shape } from '../../api/client'
import { keys } from '../../api/keys'
import { Problem, type Previewed } from '../../api/problem'
import { useSettled } from '../hooks/settled'

/** What a drawer shows of the change that it would make. */
export interface Preview {
  /** Whether there is something to show. */
  asked: boolean
  /** Not yet, while it is worked out. */
  shows?: Shape<'ChangePreview'>
  /** Why it would be refused. */
  fault: Error | null
  /** It is shown again: somebody changed something that makes it another. */
  moved: boolean
}

/** What the server answered a change that was sent for its preview. */
export function previewOf(answer: unknown): Previewed {
  const { data, response } = answer as { data: Shape<'ChangePreview'>; response: Response }
  return { shows: data, token: response.headers.get('ETag') ?? '' }
}

/**
 * Asks what a change would do, each time what is filled in stays another for a moment.
 * @param what All that is filled in, as one text; null while there is nothing to ask.
 */
export function usePreview(what: string | null, ask: () => Promise<Previewed>) {
  const drawer = useId()
  const queries = useQueryClient()
  const settled = useSettled(what)
  const [movedFor, setMovedFor] = useState<string | null>(null)
  const query = useQuery({
    queryKey: keys.preview(drawer, settled),
    queryFn: ask,
    enabled: what !== null && settled === what,
    // What one reads does not change under one's eyes; whether it is still so, the confirmation finds out.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const current = what !== null && settled === what
  const told = current ? query.data : undefined
  function show(previewed: Previewed) {
    queries.setQueryData(keys.preview(drawer, what), previewed)
    setMovedFor(what)
  }
  return {
    preview: {
      asked: what !== null,
      shows: told?.shows,
      fault: current && !told ? query.error : null,
      moved: what !== null && movedFor === what,
    } satisfies Preview,
    token: told?.token,
    /** Whether it is not there yet: nothing is done unseen. */
    isAwaited: what !== null && !told && !(current && query.error),
    show,
    /** Shows what a confirmation would do instead, when it was refused for that. */
    isMoved: (error: unknown) => {
      if (!(error instanceof Problem) || !error.moved) return false
      show(error.moved)
      return true
    },
  }
}
