import { callAddress, machineAddress, requestsAddress, teamAddress, userAddress } from '../addresses'
import { allowed, useMe } from '../session/session'
import type { Note } from './inbox'

/** Where a note leads: to the call, the request or the thing it is about; what is about oneself, to one’s profile. */
export function useLeadOf(): (note: Note) => string | undefined {
  const me = useMe()
  const customer = me.customer?.slug
  const profile = allowed(me, 'profile') ? '/profile' : undefined
  return ({ call, kind, news, about }) => {
    if (call) return callAddress(call)
    if (kind !== 'access') return undefined
    if (!customer || !about) return profile
    if (news === 'request-waits') return allowed(me, 'levels') ? requestsAddress(customer, 'open') : undefined
    if (news === 'owns-integration-user') return allowed(me, 'machines') ? machineAddress(customer, about) : profile
    if (news === 'organization-admin-proposed') return allowed(me, 'users') ? userAddress(customer, about) : profile
    if (news === 'teams') return allowed(me, 'teams') ? teamAddress(customer, about) : profile
    return profile
  }
}
