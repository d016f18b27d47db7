import { Settings2 } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { Room } from '../session/room'
import '../session/returned'

export const settings: Room = {
  routes: [
    { path: 'customers/:customer/settings', lazy: () => import('./SettingsPage') },
    { path: 'customers/:customer/settings/slack', lazy: () => import('./SlackPage') },
    { path: 'connections/slack', lazy: () => import('./SlackReturnPage') },
  ],
  nav: ({ customer }) =>
    customer === undefined
      ? []
      : [
          {
            key: 'settings',
            letter: 'v',
            group: 'Administration',
            label: 'Settings',
            icon: Settings2,
            to: inCustomer(customer, 'settings'),
            hint: 'notes, transcripts, major changes, exclusion list, links to recordings, Slack',
          },
        ],
}
