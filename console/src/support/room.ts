import { LifeBuoy } from 'lucide-react'
import type { Room } from '../session/room'

export const support: Room = {
  routes: [
    { path: 'support-access', lazy: () => import('./SupportAccessPage') },
    { path: 'support-calls', lazy: () => import('./SupportCallsPage') },
    { path: 'support-calls/:customer/:id', lazy: () => import('./SupportCallPage') },
  ],
  nav: ({ customer }) => [
    {
      key: 'supportCalls',
      letter: 'v',
      group: 'Connect',
      label: 'Calls opened for you',
      icon: LifeBuoy,
      to: '/support-calls',
      hint: 'calls that customers let you look at',
    },
    ...(customer === undefined
      ? []
      : [
          {
            key: 'supportAccess' as const,
            letter: 'v',
            group: 'Administration' as const,
            label: 'Support access',
            icon: LifeBuoy,
            to: '/support-access',
            hint: 'calls that your vendor’s support may look at',
          },
        ]),
  ],
}
