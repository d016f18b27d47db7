import { ClipboardCheck, Store } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const marketplace: Room = {
  routes: [
    { path: 'customers/:customer/apps', lazy: () => import('./AppsPage') },
    { path: 'customers/:customer/apps/:app', lazy: () => import('./AppPage') },
    { path: 'customers/:customer/apps/:app/tenants/:tenant/configure', lazy: () => import('./ConfigurePage') },
    { path: 'app-requests', lazy: () => import('./AppRequestsPage') },
  ],
  nav: ({ customer }) => [
    ...(customer === undefined
      ? []
      : [
          {
            key: 'apps' as const,
            letter: 'm',
            group: 'Connect' as const,
            label: 'Marketplace',
            icon: Store,
            to: inCustomer(customer, 'apps'),
            hint: 'apps: request, configure',
          },
        ]),
    {
      key: 'appRequests',
      letter: 'p',
      group: 'Connect',
      label: 'App requests',
      icon: ClipboardCheck,
      to: '/app-requests',
      hint: 'approve or decline apps',
    },
  ],
}
