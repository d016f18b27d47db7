import { useMemo } from 'react'
import { userAddress } from '../addresses'
import { api, body } from '../api/client'
import type { Reasons } from '../ui/why/reasons'
import { allowed, type Me } from './session'

/** Explains what is refused to the one who is signed in, and takes their requests, in the customer they are in. */
export function useReasons(me: Me): Reasons {
  const { customer, email } = me
  const seesUsers = allowed(me, 'users')
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
      person: (id) => (slug !== undefined && seesUsers ? userAddress(slug, id) : undefined),
    }),
    [slug, email, seesUsers],
  )
}
