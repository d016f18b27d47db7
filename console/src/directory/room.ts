import { Building2 } from 'lucide-react'
import type { Room } from '../session/room'

export const directory: Room = {
  routes: [{ path: 'customers', lazy: () => import('./CustomersPage') }],
  // A list of customers is for those who have several.
  nav: ({ me }) =>
    me.kind === 'staff'
      ? [
          {
            key: 'customers',
            letter: 'o',
            group: 'Connect',
            label: 'Customers',
            icon: Building2,
            to: '/customers',
            hint: 'companies that use the software',
          },
        ]
      : [],
}
