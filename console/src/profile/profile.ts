import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'

export type Session = Shape<'SessionView'>
export type KeyPermission = Shape<'KeyPermission'>

export function useMyKeys() {
  return useQuery({ queryKey: ['me-keys'], queryFn: ({ signal }) => body(api.GET('/api/me/keys', { signal })) })
}

/** What a key of mine may carry now. */
export function useKeyPermissions() {
  return useQuery({ queryKey: ['me-key-permissions'], queryFn: ({ signal }) => body(api.GET('/api/me/keys/permissions', { signal })) })
}

export function useKeysAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['me-keys'] })
}

export function useMakeKey() {
  return useMutation({
    // The text of the key is not kept once its dialog is closed.
    gcTime: 0,
    mutationFn: (key: { name: string; permissions: string[]; days: number }) => body(api.POST('/api/me/keys', { body: key })),
    onSuccess: useKeysAgain(),
  })
}

export function useRevokeKey() {
  return useMutation({
    mutationFn: (key: string) => api.DELETE('/api/me/keys/{key}', { params: { path: { key } } }),
    onSettled: useKeysAgain(),
  })
}

/** How one may sign in. */
export function useSignInMethods() {
  return useQuery({ queryKey: ['me-sign-in-methods'], queryFn: ({ signal }) => body(api.GET('/api/me/sign-in-methods', { signal })) })
}

export function useChangePassword() {
  const queries = useQueryClient()
  return useMutation({
    // No password is kept once it was sent.
    gcTime: 0,
    mutationFn: (passwords: { former: string; password: string }) => api.POST('/api/me/password', { body: passwords }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me-sessions'] }),
  })
}

export function useSessions() {
  return useQuery({ queryKey: ['me-sessions'], queryFn: ({ signal }) => body(api.GET('/api/me/sessions', { signal })) })
}

export function useEndSession() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (session: string) => api.DELETE('/api/me/sessions/{session}', { params: { path: { session } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['me-sessions'] }),
  })
}

/** Ends every session, this one too; the page is loaded anew, so that nothing stays in memory. */
export function useSignOutEverywhere() {
  return useMutation({ mutationFn: () => api.DELETE('/api/session/all'), onSuccess: () => window.location.assign('/sign-in') })
}
