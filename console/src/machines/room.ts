import { Bot } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import type { Here, Offers, Room } from '../session/room'
import { allowed } from '../session/session'

export const machines: Room = {
  routes: [
    { path: 'customers/:customer/integration-users', lazy: () => import('./MachinesPage') },
    { path: 'customers/:customer/integration-users/:machine', lazy: () => import('./MachinePage') },
  ],
  places: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'machines',
            letter: 'm',
            group: 'Administration',
            label: 'Integrations',
            icon: Bot,
            to: inCustomer(customer, 'integration-users'),
            hint: 'integration users and keys',
          },
        ],
}

export const machineOffers = ({ me, customer }: Here): Offers => ({
  acts: [
    customer !== undefined &&
      allowed(me, 'machines') && {
        key: withAct(inCustomer(customer, 'integration-users'), 'create'),
        label: 'Create integration user',
        icon: Bot,
      },
  ],
})
