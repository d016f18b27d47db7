import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { usePages } from '../api/queries'

export type Delivery = Shape<'DeliveryView'>

export type Listed = 'failed' | 'due' | 'held'

/** Deliveries that failed, wait to be sent or are held, of the teams one looks after. */
export function useDeliveries(state: Listed) {
  return usePages(['deliveries', state], (cursor) => body(api.GET('/api/deliveries', { params: { query: { state, cursor } } })))
}

/** Tries a failed delivery again; it leaves the list until it is known whether it failed again. */
export function useRetry() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.POST('/api/deliveries/{id}/retry', { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
