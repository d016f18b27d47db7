import { Inbox } from 'lucide-react'
import type { Room } from '../session/room'
import { allowed } from '../session/session'

export const inbox: Room = {
  routes: [{ path: 'inbox', lazy: () => import('./InboxPage') }],
  nav: ({ me }) => [
    // What came in is of calls first; whoever has no calls finds it beside the rest of theirs.
    {
      key: 'inbox',
      letter: 'i',
      group: allowed(me, 'calls') ? 'Insights' : 'Connect',
      label: 'Inbox',
      icon: Inbox,
      to: '/inbox',
      hint: 'notifications',
    },
  ],
}
