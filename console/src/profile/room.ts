import { KeyRound } from 'lucide-react'
import { withAct } from '../addresses'
import type { Here, Offers, Room } from '../session/room'
import { allowed } from '../session/session'

export const profile: Room = { routes: [{ path: 'profile', lazy: () => import('./ProfilePage') }] }

export const profileOffers = ({ me }: Here): Offers => ({
  acts: [allowed(me, 'profile') && { key: withAct('/profile', 'create-key'), label: 'Create a personal key', icon: KeyRound }],
})
