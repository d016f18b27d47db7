import { userAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'organization-admin-proposed': (about, customer, me) => (allowed(me, 'users') ? userAddress(customer, about) : undefined),
}
