import { Contact } from 'lucide-react'
import type { Room } from '../session/room'

export const people: Room = {
  routes: [{ path: 'people', lazy: () => import('./PeoplePage') }],
  nav: ({ me }) =>
    me.kind === 'user'
      ? [
          {
            key: 'people',
            letter: 'j',
            group: 'Connect',
            label: 'People',
            icon: Contact,
            to: '/people',
            hint: 'my teams, and who can grant what I lack',
          },
        ]
      : [],
}
