import { ScrollText } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const governance: Room = {
  routes: [
    { path: 'audit', lazy: () => import('./AuditPage') },
    { path: 'customers/:customer/audit', lazy: () => import('./AuditPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'audit',
            letter: 'h',
            group: 'Administration',
            label: 'Audit trail',
            icon: ScrollText,
            to: inCustomer(customer, 'audit'),
            hint: 'what changed, and the proof',
          },
        ],
}
