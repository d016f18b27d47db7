import { HelpCircle } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const why: Room = {
  routes: [{ path: 'customers/:customer/why', lazy: () => import('./WhyPage') }],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'why',
            letter: 'w',
            group: 'Administration',
            label: 'Explain access',
            icon: HelpCircle,
            to: inCustomer(customer, 'why'),
            hint: 'who can do what, and why',
          },
        ],
}
