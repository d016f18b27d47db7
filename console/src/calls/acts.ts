import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { useChange, useChanged } from '../api/queries'
import { callQuery } from './calls'

/** Lets one colleague see the call until an instant; `with` is their address or id. */
export const shareCall = (id: string, share: { with: string; until: string }) =>
  api.POST('/api/calls/{id}/share', { params: { path: { id } }, body: share })

export const stopSharing = (id: string, user: string) => api.DELETE('/api/calls/{id}/share/{user}', { params: { path: { id, user } } })

export const useStopSharing = (id: string) => useChange((user: string) => stopSharing(id, user), 'call')

export const releaseCall = (id: string) => api.POST('/api/calls/{id}/release', { params: { path: { id } } })

/** Deletes the call; what the browser knew of it goes with it. */
export function useDeleteCall(id: string) {
  const queries = useQueryClient()
  return async () => {
    await api.DELETE('/api/calls/{id}', { params: { path: { id } } })
    queries.removeQueries({ queryKey: callQuery(id).queryKey })
  }
}

/** Opens one call of the organization for an hour; its owner reads the reason. */
export function useTroubleshoot(id: string) {
  const changed = useChanged()
  return useMutation({
    mutationFn: (reason: string) => body(api.POST('/api/calls/{id}/troubleshoot', { params: { path: { id } }, body: { reason } })),
    onSuccess: () => changed('call'),
  })
}
