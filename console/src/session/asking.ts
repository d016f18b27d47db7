import { useMemo } from 'react'
import { userAddress } from '../addresses'
import { api, body, noted } from '../api/client'
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
      ask: ({ wish, note }) =>
        api.POST('/api/customers/{customer}/access-requests', {
          params: { path: { customer: slug ?? '' }, header: noted(note) },
          body: wish,
        }),
      person: (id) => (slug !== undefined && seesUsers ? userAddress(slug, id) : undefined),
    }),
    [slug, email, seesUsers],
  )
}
