import { ClipboardCheck } from 'lucide-react'
import type { Room } from '../session/room'

export const appRequests: Room = {
  routes: [{ path: 'app-requests', lazy: () => import('./AppRequestsPage') }],
  nav: () => [
    {
      key: 'appRequests',
      letter: 'p',
      group: 'Connect',
      label: 'App requests',
      icon: ClipboardCheck,
      to: '/app-requests',
      hint: 'approve or decline apps',
    },
  ],
}
