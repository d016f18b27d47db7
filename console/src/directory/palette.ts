import { Building2 } from 'lucide-react'
import { inCustomer } from '../addresses'
import { api, body } from '../api/client'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { mostFound, useFound } from '../ui/list/found'

/** Customers by what is typed, for staff. */
export const palette: Palette = {
  order: 20,
  useOffers({ me }, typed) {
    const customers = useFound('customers', '', typed, me.kind === 'staff' && allowed(me, 'customers'), (query, signal) =>
      body(api.GET('/api/customers', { params: { query: { query } }, signal })),
    )
    return {
      waiting: customers.waiting,
      found: (customers.data?.items ?? []).slice(0, mostFound).map((one) => ({
        key: inCustomer(one.slug, 'users'),
        label: one.name,
        hint: one.slug,
        icon: Building2,
        group: 'Customers',
      })),
    }
  },
}
