import { Fingerprint } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'

export const identities: Room = {
  routes: [{ path: 'customers/:customer/identities', lazy: () => import('./IdentitiesPage') }],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'identities',
            letter: 'x',
            group: 'Administration',
            label: 'Identities',
            icon: Fingerprint,
            to: inCustomer(customer, 'identities'),
            hint: 'Slack accounts and recorder addresses',
          },
        ],
}
