import { teamAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  teams: (about, customer, me) => (allowed(me, 'teams') ? teamAddress(customer, about) : undefined),
}
