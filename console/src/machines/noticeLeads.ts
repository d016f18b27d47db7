import { integrationUserAddress } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'owns-integration-user': (about, customer, me) => (allowed(me, 'integrationUsers') ? integrationUserAddress(customer, about) : undefined),
}
