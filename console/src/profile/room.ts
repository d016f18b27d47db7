import type { Room } from '../session/room'

export const profile: Room = { routes: [{ path: 'profile', lazy: () => import('./ProfilePage') }] }
