import { IdCard } from 'lucide-react'
import { withAct } from '../addresses'
import type { Here, Offers, Room } from '../session/room'
import { allowed } from '../session/session'

export const staff: Room = {
  routes: [{ path: 'staff', lazy: () => import('./StaffPage') }],
  places: () => [
    { key: 'staff', letter: 'f', group: 'Connect', label: 'Staff', icon: IdCard, to: '/staff', hint: 'the vendor’s own people' },
  ],
}

export const staffOffers = ({ me }: Here): Offers => ({
  acts: [allowed(me, 'staff') && { key: withAct('/staff', 'add'), label: 'Add Support User', icon: IdCard }],
})
