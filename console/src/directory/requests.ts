import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'

export type Request = Shape<'RequestView'>
export type RequestState = Shape<'RequestState'>

export const requestStates = ['open', 'approved', 'declined', 'withdrawn'] as const

/** Requests for access: those the reader decides and their own, or their own alone. */
export function useRequests(
  customer: string,
  state: RequestState | null,
  { mine, enabled = true }: { mine?: true; enabled?: boolean } = {},
) {
  return usePages(
    keys.requests(customer, state, mine ?? null),
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/access-requests', {
          params: { path: { customer }, query: { state: state ?? undefined, mine, cursor } },
        }),
      ),
    enabled,
  )
}
