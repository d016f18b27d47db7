import { teamAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

const toTeam: NoticeLeads[string] = (about, customer, me) => (allowed(me, 'teams') ? teamAddress(customer, about) : undefined)

export const leads: NoticeLeads = {
  teams: toTeam,
  'channel-stopped': toTeam,
  'channel-resumed': toTeam,
}
