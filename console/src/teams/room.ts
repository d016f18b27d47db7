import { UsersRound } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const teams: Room = {
  routes: [
    { path: 'customers/:customer/teams', lazy: () => import('./TeamsPage') },
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
        ],
}
