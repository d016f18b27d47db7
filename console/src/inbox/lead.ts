import { callAddress } from '../addresses'
import { noticeLeads } from '../session/noticeLeads'
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
    if (!about) return profile
    return noticeLeads[news ?? '']?.(about, customer ?? '', me) ?? profile
  }
}
