import { Building2 } from 'lucide-react'
import { customerAddress, withAct } from '../addresses'
import { api, body } from '../api/client'
import { useAbout, useCustomers } from '../directory/directory'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { mostFound, useFound } from '../ui/list/found'

/** Customers by what is typed, for staff; creating one, and changing the one that one is in. */
export const palette: Palette = {
  order: 20,
  useOffers({ me, customer = '' }, typed) {
    const staff = me.kind === 'staff' && allowed(me, 'customers')
    // The frame has asked for both already.
    const create = useCustomers(null, staff).first?.can?.create
    const edit = useAbout(customer, staff && customer !== '' && typed.trim().length >= 2)?.can.edit
    const customers = useFound('customers', '', typed, staff, (query, signal) =>
      body(api.GET('/api/customers', { params: { query: { query } }, signal })),
    )
    return {
      waiting: customers.waiting,
      acts: [
        create?.allowed && { key: withAct('/customers', 'create'), label: 'Create customer', icon: Building2 },
        edit?.allowed && {
          key: withAct(customerAddress(customer), 'edit'),
          label: 'Edit customer',
          hint: 'name, domains',
          icon: Building2,
        },
      ],
      found: (customers.data?.items ?? []).slice(0, mostFound).map((one) => ({
        key: customerAddress(one.slug),
        label: one.name,
        hint: one.slug,
        icon: Building2,
        group: 'Customers',
      })),
    }
  },
}
