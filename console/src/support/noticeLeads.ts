import type { NoticeLeads } from '../session/noticeLeads'

/** To the calls that one may look at as a member of staff. */
export const leads: NoticeLeads = {
  'support-access-given': () => '/support-calls',
  'support-access-ended': () => '/support-calls',
}
