import { Store } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const marketplace: Room = {
  routes: [
    { path: 'customers/:customer/apps', lazy: () => import('./AppsPage') },
    { path: 'customers/:customer/apps/:app', lazy: () => import('./AppPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'apps',
            letter: 'm',
            group: 'Connect',
            label: 'Marketplace',
            icon: Store,
            to: inCustomer(customer, 'apps'),
            hint: 'apps: request, configure',
          },
        ],
}
