import { Send } from 'lucide-react'
import type { Room } from '../session/room'

export const delivery: Room = {
  routes: [{ path: 'deliveries', lazy: () => import('./DeliveriesPage') }],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'deliveries',
            letter: 'd',
            group: 'Administration',
            label: 'Delivery',
            icon: Send,
            to: '/deliveries',
            hint: 'failed and held notifications',
          },
        ],
}
