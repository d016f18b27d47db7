import { Layers, UserCog } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import type { Here, Offers, Room } from '../session/room'
import { allowed } from '../session/session'

export const levels: Room = {
  routes: [{ path: 'customers/:customer/levels', lazy: () => import('./LevelsPage') }],
  places: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'levels',
            letter: 'l',
            group: 'Administration',
            label: 'Levels',
            icon: Layers,
            to: inCustomer(customer, 'levels'),
            hint: 'Insights levels and requests',
          },
        ],
}

export const levelOffers = ({ me, customer }: Here): Offers => ({
  acts: [
    customer !== undefined &&
      allowed(me, 'levels') && {
        key: withAct(inCustomer(customer, 'levels'), 'give'),
        label: 'Give level',
        hint: 'of Insights',
        icon: UserCog,
      },
  ],
})
