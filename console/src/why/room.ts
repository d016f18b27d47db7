import { HelpCircle } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Here, Offers, Room } from '../session/room'
import { allowed } from '../session/session'

export const why: Room = {
  routes: [{ path: 'customers/:customer/why', lazy: () => import('./WhyPage') }],
  places: ({ customer }) =>
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

export const whyOffers = ({ me, customer }: Here): Offers => ({
  acts: [
    customer !== undefined &&
      allowed(me, 'why') && { key: inCustomer(customer, 'why'), label: 'Explain access', hint: 'why, or why not', icon: HelpCircle },
  ],
})
