import { userAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  // About somebody else it leads to them; about oneself, to one’s profile.
  identity: (about, customer, me) => (about !== me.id && allowed(me, 'users') ? userAddress(customer, about) : undefined),
}
