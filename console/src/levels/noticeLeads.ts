import { requestsAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'request-waits': (_, customer, me) => (allowed(me, 'levels') ? requestsAddress(customer, 'open') : undefined),
}
