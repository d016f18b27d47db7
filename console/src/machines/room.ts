import { Bot, ListTodo } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const machines: Room = {
  routes: [
    { path: 'customers/:customer/integration-users', lazy: () => import('./IntegrationUsersPage') },
    { path: 'customers/:customer/integration-set-up', lazy: () => import('./setUp/IntegrationSetUpPage') },
    { path: 'customers/:customer/integration-users/:integrationUser', lazy: () => import('./IntegrationUserPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'integrationUsers',
            letter: 'm',
            group: 'Administration',
            label: 'Integrations',
            icon: Bot,
            to: inCustomer(customer, 'integration-users'),
            hint: 'integration users and keys',
          },
          {
            key: 'integrationSetUp',
            letter: 'x',
            group: 'Administration',
            label: 'Integration set-up',
            icon: ListTodo,
            to: inCustomer(customer, 'integration-set-up'),
            hint: 'what is left until integrations work, and who does it',
          },
        ],
}
