import { HelpCircle } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

export const palette: Palette = {
  order: 90,
  useOffers: ({ me, customer }) => ({
    acts: [
      customer !== undefined &&
        allowed(me, 'why') && { key: inCustomer(customer, 'why'), label: 'Explain access', hint: 'why, or why not', icon: HelpCircle },
    ],
  }),
}
