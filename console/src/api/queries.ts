import { MutationCache, QueryCache, QueryClient, useInfiniteQuery, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useCallback } from 'react'
import { showsAny, type Fact } from './keys'
import { Problem } from './problem'

const serverMayRecover = (error: Error) => error instanceof Problem && (error.status === 0 || error.status >= 500)

/**
 * Makes the cache of what the server said. A 401 from anywhere means that the session is over; a 403, that what one may do is
 * not what the page believes.
 */
export function makeQueries(onSignedOut: () => void, onRefused: () => void): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof Problem)) return
    if (error.status === 401) onSignedOut()
    if (error.status === 403) onRefused()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 30 * 60_000,
        retry: (times, error) => times < 2 && serverMayRecover(error),
        networkMode: 'always',
      },
      // Nothing waits in silence for a network: what cannot be sent says so at once.
      mutations: { networkMode: 'always' },
    },
  })
}

interface AnyPage {
  items: unknown[]
  next?: string | null
}

/** A list that comes page by page; the pages stay while one reads a thing of it, so that *back* finds the same place. */
export function usePages<Page extends AnyPage>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    queryKey,
    enabled,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return { ...query, items: (query.data?.pages.flatMap((page) => page.items) ?? []) as Page['items'], first: query.data?.pages[0] }
}

/** A list of which every line is needed at once, as choices are: asked for page after page. */
export async function whole<Page extends AnyPage>(fetchPage: (cursor: string | undefined) => Promise<Page>): Promise<Page> {
  const list = await fetchPage(undefined)
  const items = [...list.items]
  for (let { next } = list; next;) {
    const page = await fetchPage(next)
    items.push(...page.items)
    next = page.next
  }
  return { ...list, items, next: null }
}

/** Tells that facts have changed: whatever shows one of them is asked for again; done when what is on the page has come. */
export function useChanged(): (...facts: Fact[]) => Promise<void> {
  const queries = useQueryClient()
  return useCallback((...facts: Fact[]) => queries.invalidateQueries({ predicate: ({ queryKey }) => showsAny(queryKey, facts) }), [queries])
}

/** A change that is no drawer's: done or failed, whatever shows one of its facts is asked for again. */
export function useChange<Values, Answer>(change: (values: Values) => Promise<Answer>, ...facts: Fact[]) {
  const changed = useChanged()
  return useMutation({ mutationFn: change, onSettled: () => changed(...facts) })
}
