import { useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChange, whole } from '../api/queries'
import type { OnKeys } from '../session/RevokeKeys'

export type Session = Shape<'SessionView'>
export type KeyPermission = Shape<'KeyPermission'>

export function useMyKeys() {
  return useQuery({
    queryKey: keys.meKeys(),
    queryFn: ({ signal }) => whole((cursor) => body(api.GET('/api/me/keys', { params: { query: { cursor } }, signal }))),
  })
}

/** What a key of mine may carry now. */
export function useKeyPermissions(enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.meKeyPermissions(),
    queryFn: ({ signal }) => whole((cursor) => body(api.GET('/api/me/keys/permissions', { params: { query: { cursor } }, signal }))),
  })
}

export const createMyKey = (key: { name: string; permissions: string[]; days: number }) => body(api.POST('/api/me/keys', { body: key }))

export const revokeMyKey = (key: string) => api.DELETE('/api/me/keys/{key}', { params: { path: { key } } })

/** How one may sign in. */
export function useSignInMethods() {
  return useQuery({ queryKey: keys.meSignInMethods(), queryFn: ({ signal }) => body(api.GET('/api/me/sign-in-methods', { signal })) })
}

export const changePassword = (change: { former: string; password: string; keys: OnKeys }) => api.POST('/api/me/password', { body: change })

export function useSessions() {
  return useQuery({
    queryKey: keys.meSessions(),
    queryFn: ({ signal }) => whole((cursor) => body(api.GET('/api/me/sessions', { params: { query: { cursor } }, signal }))),
  })
}

export const useEndSession = () =>
  useChange((session: string) => api.DELETE('/api/me/sessions/{session}', { params: { path: { session } } }), 'session')

/** Ends every session, this one too. */
export const signOutEverywhere = (keys: OnKeys) => api.DELETE('/api/session/all', { params: { query: { keys } } })

export const largestPicture = 2_000_000

/** Sets one's picture from a file. */
export async function setMyPicture(file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return api.PUT('/api/me/picture', { body: { image: btoa(text) } })
}

export const removeMyPicture = () => api.DELETE('/api/me/picture')
