import { Users } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const users: Room = {
  routes: [
    { path: 'customers/:customer/users', lazy: () => import('./UsersPage') },
    { path: 'customers/:customer/users/:user', lazy: () => import('./UserPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'users',
            letter: 'u',
            group: 'Administration',
            label: 'Users',
            icon: Users,
            to: inCustomer(customer, 'users'),
            hint: 'people, roles, tenants',
          },
        ],
}
