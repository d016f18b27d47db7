import { ListTodo, UsersRound } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const teams: Room = {
  routes: [
    { path: 'customers/:customer/teams', lazy: () => import('./TeamsPage') },
    { path: 'customers/:customer/team-set-up', lazy: () => import('./TeamSetUpPage') },
    { path: 'customers/:customer/teams/:team', lazy: () => import('./TeamPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'teams',
            letter: 't',
            group: 'Administration',
            label: 'Teams',
            icon: UsersRound,
            to: inCustomer(customer, 'teams'),
            hint: 'members, channels, destinations',
          },
          {
            key: 'teamSetUp',
            letter: 'y',
            group: 'Administration',
            label: 'Team set-up',
            icon: ListTodo,
            to: inCustomer(customer, 'team-set-up'),
            hint: 'what is left until new teams work, and who does it',
          },
        ],
}
