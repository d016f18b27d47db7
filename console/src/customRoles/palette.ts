import { Blocks } from 'lucide-react'
import { customRoleAddress, inCustomer, withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { useCustomRoles } from './customRoles'

/** Creating a custom role, and the ones there are by name. */
export const palette: Palette = {
  order: 45,
  useOffers({ me, customer = '' }, typed) {
    const text = typed.trim().toLowerCase()
    const may = customer !== '' && allowed(me, 'customRoles')
    const roles = useCustomRoles(customer, may && text.length >= 2)
    return {
      acts: [may && { key: withAct(inCustomer(customer, 'custom-roles'), 'create'), label: 'Create custom role', icon: Blocks }],
      found: (text.length >= 2 ? (roles.data?.items ?? []) : [])
        .filter((role) => role.name.toLowerCase().includes(text))
        .map((role) => ({ key: customRoleAddress(customer, role.slug), label: role.name, hint: 'custom role', icon: Blocks })),
    }
  },
}
