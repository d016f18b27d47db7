import { requestsAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'request-waits': (_, customer, me) => (allowed(me, 'accessRequests') ? requestsAddress(customer, 'open') : undefined),
  'request-approved': () => '/profile',
  'request-declined': () => '/profile',
  'access-ends-soon': () => '/profile?act=ask',
  'access-ended': () => '/profile?act=ask',
}
