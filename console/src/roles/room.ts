import { Grid3x3 } from 'lucide-react'
import type { Room } from '../session/room'

export const roles: Room = {
  routes: [{ path: 'roles', lazy: () => import('./RolesPage') }],
  nav: () => [{ key: 'roles', letter: 'r', group: 'Administration', label: 'Roles', icon: Grid3x3, to: '/roles', hint: 'who may do what' }],
}
