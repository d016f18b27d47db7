import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { callQuery } from './calls'

/** Asks again for everything that shows a call: after an act on it, and where somebody else acted. */
export function useCallAgain(id: string) {
  const queries = useQueryClient()
  return () => Promise.all([['call', id], ['calls'], ['inbox'], ['unread']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** Lets one colleague see the call until an instant. */
export function useShare(id: string) {
  return useMutation({
    mutationFn: (share: { with: string; until: string }) => api.POST('/api/calls/{id}/share', { params: { path: { id } }, body: share }),
    onSuccess: useCallAgain(id),
  })
}

export function useStopSharing(id: string) {
  return useMutation({
    mutationFn: (user: string) => api.DELETE('/api/calls/{id}/share/{user}', { params: { path: { id, user } } }),
    onSettled: useCallAgain(id),
  })
}

export function useReleaseCall(id: string) {
  return useMutation({
    mutationFn: () => api.POST('/api/calls/{id}/release', { params: { path: { id } } }),
    onSuccess: useCallAgain(id),
  })
}

/** Deletes the call; what the browser knew of it goes with it. */
export function useDeleteCall(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.DELETE('/api/calls/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: callQuery(id).queryKey })
      void queries.invalidateQueries({ predicate: ({ queryKey }) => ['calls', 'inbox', 'unread', 'answer'].includes(String(queryKey[0])) })
    },
  })
}

/** Opens one call of the organization for an hour; its owner reads the reason. */
export function useTroubleshoot(id: string) {
  return useMutation({
    mutationFn: (reason: string) => body(api.POST('/api/calls/{id}/troubleshoot', { params: { path: { id } }, body: { reason } })),
    onSuccess: useCallAgain(id),
  })
}
