import type { Room } from '../session/room'

export const configuration: Room = {
  routes: [{ path: 'customers/:customer/apps/:app/tenants/:tenant/configure', lazy: () => import('./ConfigurePage') }],
}
