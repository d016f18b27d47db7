import { UserCheck } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const requests: Room = {
  routes: [{ path: 'customers/:customer/access-requests', lazy: () => import('./RequestsPage') }],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'accessRequests',
            letter: 'q',
            group: 'Administration',
            label: 'Access requests',
            icon: UserCheck,
            to: inCustomer(customer, 'access-requests'),
            hint: 'requests for levels, roles and tenants; approve, decline',
          },
        ],
}
