import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChange, usePages } from '../api/queries'

export type Delivery = Shape<'DeliveryView'>

export type Listed = 'failed' | 'due' | 'held' | 'withdrawn'

/** Deliveries that failed, wait to be sent, are held or were withdrawn, of the teams one looks after. */
export function useDeliveries(state: Listed) {
  return usePages(keys.deliveries(state), (cursor) => body(api.GET('/api/deliveries', { params: { query: { state, cursor } } })))
}

/** Tries a failed delivery again; it leaves the list until it is known whether it failed again. */
export const useRetry = () => useChange((id: string) => api.POST('/api/deliveries/{id}/retry', { params: { path: { id } } }), 'delivery')
