import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'app-reminded': (_, __, me) => (allowed(me, 'appRequests') ? '/app-requests' : undefined),
  'tenants-requested': (_, __, me) => (allowed(me, 'today') ? '/today' : undefined),
}
