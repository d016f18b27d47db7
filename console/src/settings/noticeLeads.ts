import type { NoticeLeads } from '../session/noticeLeads'
import { slackAddress } from './slack'

/** To the connection to Slack. */
export const leads: NoticeLeads = {
  'slack-connected': (_about, customer) => slackAddress(customer),
  'slack-app-entered': (_about, customer) => slackAddress(customer),
  'slack-disconnected': (_about, customer) => slackAddress(customer),
}
