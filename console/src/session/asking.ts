import { useMemo } from 'react'
import { api, body } from '../api/client'
import type { Reasons } from '../ui/why/reasons'
import type { Me } from './session'

/** Explains what is refused to the one who is signed in, and takes their requests, in the customer they are in. */
export function useReasons({ customer, email }: Me): Reasons {
  const slug = customer?.slug
  return useMemo(
    () => ({
      customer: slug,
      explain: ({ permission, id }) =>
        body(
          api.GET('/api/customers/{customer}/explain', {
            params: { path: { customer: slug ?? '' }, query: { person: email, permission, id } },
          }),
        ),
      ask: (level) =>
        api.POST('/api/customers/{customer}/access-requests', { params: { path: { customer: slug ?? '' } }, body: { level } }),
    }),
    [slug, email],
  )
}
