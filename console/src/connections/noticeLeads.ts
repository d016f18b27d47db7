import { inCustomer } from '../addresses'
import type { NoticeLeads } from '../session/noticeLeads'

/** To the marketplace, where the app shows how it is with its connection. */
export const leads: NoticeLeads = {
  'app-connection-ended': (_about, customer) => inCustomer(customer, 'apps'),
  'app-connected-again': (_about, customer) => inCustomer(customer, 'apps'),
}
