import { Bot } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

export const palette: Palette = {
  order: 60,
  useOffers: ({ me, customer }) => ({
    acts: [
      customer !== undefined &&
        allowed(me, 'integrationUsers') && {
          key: withAct(inCustomer(customer, 'integration-users'), 'create'),
          label: 'Create integration user',
          icon: Bot,
        },
    ],
  }),
}
