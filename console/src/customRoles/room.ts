import { Blocks } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const customRoles: Room = {
  routes: [
    { path: 'customers/:customer/custom-roles', lazy: () => import('./CustomRolesPage') },
    { path: 'customers/:customer/custom-roles/:role', lazy: () => import('./CustomRolePage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'customRoles',
            letter: 'k',
            group: 'Administration',
            label: 'Custom roles',
            icon: Blocks,
            to: inCustomer(customer, 'custom-roles'),
            hint: 'who configures which apps',
          },
        ],
}
