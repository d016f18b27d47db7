import { KeyRound } from 'lucide-react'
import { withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

export const palette: Palette = {
  order: 80,
  useOffers: ({ me }) => ({
    acts: [allowed(me, 'profile') && { key: withAct('/profile', 'create-key'), label: 'Create a personal key', icon: KeyRound }],
  }),
}
