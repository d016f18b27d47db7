import { Sun } from 'lucide-react'
import type { Room } from '../session/room'
import { allowed } from '../session/session'

export const today: Room = {
  routes: [{ path: 'today', lazy: () => import('./TodayPage') }],
  nav: ({ me }) => [
    {
      key: 'today',
      letter: 'n',
      // What a day needs is of calls first; whoever has no calls finds it beside the rest of theirs.
      group: allowed(me, 'calls') ? 'Insights' : 'Connect',
      label: 'Today',
      icon: Sun,
      to: '/today',
      hint: 'what needs your attention',
    },
  ],
}
