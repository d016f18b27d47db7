import { ArrowDownToLine } from 'lucide-react'
import type { Room } from '../session/room'

export const upstream: Room = {
  routes: [{ path: 'upstream', lazy: () => import('./UpstreamPage') }],
  nav: () => [
    {
      key: 'upstream',
      letter: 'e',
      group: 'Connect',
      label: 'Upstream',
      icon: ArrowDownToLine,
      to: '/upstream',
      hint: 'what products report',
    },
  ],
}
