import { UserPlus } from 'lucide-react'
import { withAct } from '../addresses'
import type { Palette } from '../session/room'

export const palette: Palette = {
  order: 52,
  useOffers: ({ me, customer }) => ({
    acts: [
      customer !== undefined &&
        me.kind === 'user' && {
          key: withAct('/profile', 'ask'),
          label: 'Request access',
          hint: 'a level, a role, a tenant',
          icon: UserPlus,
        },
    ],
  }),
}
