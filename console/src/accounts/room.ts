import { Building2 } from 'lucide-react'
import type { Room } from '../session/room'

export const accounts: Room = {
  routes: [{ path: 'accounts', lazy: () => import('./AccountsPage') }],
  nav: () => [
    { key: 'accounts', letter: 'y', group: 'Insights', label: 'Accounts', icon: Building2, to: '/accounts', hint: 'calls by account' },
  ],
}
