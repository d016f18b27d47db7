import { seatsAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

const toReports: NoticeLeads[string] = (_, customer, me) => (allowed(me, 'seats') ? seatsAddress(customer, 'reports') : undefined)

export const leads: NoticeLeads = {
  'seat-request-waits': (_, customer, me) => (allowed(me, 'seats') ? seatsAddress(customer, 'requests') : undefined),
  'seat-request-decided': (_, customer, me) => (allowed(me, 'seats') ? seatsAddress(customer, 'requests') : undefined),
  'report-added': toReports,
  'report-ended': toReports,
  'report-left': toReports,
  'report-recipient-lost': toReports,
}
