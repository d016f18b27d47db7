import { seatsAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'seat-request-waits': (_, customer, me) => (allowed(me, 'seats') ? seatsAddress(customer, 'requests') : undefined),
  'seat-request-decided': (_, customer, me) => (allowed(me, 'seats') ? seatsAddress(customer, 'requests') : undefined),
}
