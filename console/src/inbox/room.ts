import { Inbox, ListChecks } from 'lucide-react'
import type { Room } from '../session/room'
import { allowed } from '../session/session'

export const inbox: Room = {
  routes: [
    { path: 'now', lazy: () => import('./NowPage') },
    { path: 'inbox', lazy: () => import('./InboxPage') },
  ],
  nav: ({ me }) => {
    // What waits and what came in is of calls first; whoever has no calls finds it beside the rest of theirs.
    const group = allowed(me, 'calls') ? 'Insights' : 'Connect'
    return [
      { key: 'now', letter: 'n', group, label: 'Now', icon: ListChecks, to: '/now', hint: 'what needs your attention' },
      { key: 'inbox', letter: 'i', group, label: 'Inbox', icon: Inbox, to: '/inbox', hint: 'notifications' },
    ]
  },
}
