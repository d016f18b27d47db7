import { UserCog } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

export const palette: Palette = {
  order: 50,
  useOffers: ({ me, customer }) => ({
    acts: [
      customer !== undefined &&
        allowed(me, 'levels') && {
          key: withAct(inCustomer(customer, 'levels'), 'give'),
          label: 'Give level',
          hint: 'of Insights',
          icon: UserCog,
        },
    ],
  }),
}
