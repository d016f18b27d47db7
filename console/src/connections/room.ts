import type { Room } from '../session/room'
import '../session/returned'

export const connections: Room = {
  routes: [{ path: 'connections/return', lazy: () => import('./ReturnPage') }],
}
