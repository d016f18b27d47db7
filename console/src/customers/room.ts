import { Building2, LayoutDashboard } from 'lucide-react'
import { customerAddress } from '../addresses'
import type { NavItem, Room } from '../session/room'

export const customers: Room = {
  routes: [
    { path: 'customers', lazy: () => import('./CustomersPage') },
    { path: 'customers/:customer', lazy: () => import('./DashboardPage') },
  ],
  nav({ me, customer }) {
    // A list of customers is for those who have several.
    const list: NavItem = {
      key: 'customers',
      letter: 'o',
      group: 'Connect',
      label: 'Customers',
      icon: Building2,
      to: '/customers',
      alone: true,
      hint: 'companies that use the software',
    }
    const dashboard = (of: string): NavItem => ({
      key: 'dashboard',
      letter: 'b',
      group: 'Connect',
      label: 'Dashboard',
      icon: LayoutDashboard,
      to: customerAddress(of),
      alone: true,
      hint: 'apps, roles, requests, health',
    })
    return [...(me.kind === 'staff' ? [list] : []), ...(customer === undefined ? [] : [dashboard(customer)])]
  },
}
