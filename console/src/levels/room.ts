import { Layers } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const levels: Room = {
  routes: [{ path: 'customers/:customer/levels', lazy: () => import('./LevelsPage') }],
  nav: ({ customer }) =>
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
