import type { Room } from '../session/room'

/** It has no line in the navigation: what waits, a notice or the customer’s health leads there. */
export const replacement: Room = {
  routes: [{ path: 'customers/:customer/organization-admin', lazy: () => import('./ReplacementPage') }],
  nav: () => [],
}
