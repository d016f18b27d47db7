import { inCustomer } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'
import { allowed } from '../session/session'

export const leads: NoticeLeads = {
  'organization-admin-replacement': (_, customer, me) =>
    customer && allowed(me, 'replacement') ? inCustomer(customer, 'organization-admin') : undefined,
}
