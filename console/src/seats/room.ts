import { Armchair } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const seats: Room = {
  routes: [
    { path: 'customers/:customer/seats', lazy: () => import('./SeatsPage') },
    { path: 'customers/:customer/seats/allocation', lazy: () => import('./AllocationPage') },
    { path: 'customers/:customer/seats/reports', lazy: () => import('./reports/SeatReportsPage') },
    { path: 'customers/:customer/seats/set-up', lazy: () => import('./SeatSetUpPage') },
    { path: 'customers/:customer/seats/requests', lazy: () => import('./SeatRequestsPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'seats',
            letter: 's',
            group: 'Administration',
            label: 'Seats',
            icon: Armchair,
            to: inCustomer(customer, 'seats'),
            hint: 'recording licences, allocation, major changes, reports',
          },
        ],
}
