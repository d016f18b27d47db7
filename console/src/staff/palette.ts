import { IdCard } from 'lucide-react'
import { withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

export const palette: Palette = {
  order: 70,
  useOffers: ({ me }) => ({
    acts: [allowed(me, 'staff') && { key: withAct('/staff', 'add'), label: 'Add Support User', icon: IdCard }],
  }),
}
