import { Unplug } from 'lucide-react'
import type { Room } from '../session/room'

export const orphans: Room = {
  routes: [{ path: 'orphans', lazy: () => import('./OrphansPage') }],
  nav: () => [
    {
      key: 'orphans',
      letter: 'g',
      group: 'Connect',
      label: 'Orphan tenants',
      icon: Unplug,
      to: '/orphans',
      hint: 'link tenants to customers',
    },
  ],
}
