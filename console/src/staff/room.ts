import { IdCard } from 'lucide-react'
import type { Room } from '../session/room'

export const staff: Room = {
  routes: [{ path: 'staff', lazy: () => import('./StaffPage') }],
  nav: () => [{ key: 'staff', letter: 'f', group: 'Connect', label: 'Staff', icon: IdCard, to: '/staff', hint: 'the vendor’s own people' }],
}
