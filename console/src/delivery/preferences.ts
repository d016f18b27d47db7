import { queryOptions, useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { useSay } from '../ui/Said'

export type Wanted = Shape<'PreferenceView'>
export type Quiet = Shape<'QuietHours'>
export type Muted = Shape<'MutedAccountView'>

const setting = ['preferences']

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => body(api.GET('/api/me/preferences', { signal })),
})

/** Sets them at once here, then at the server, one after the other; what the server refuses goes back. */
export function useSetPreferences() {
  const queries = useQueryClient()
  const { queryKey } = preferencesQuery
  return useMutation({
    mutationKey: setting,
    scope: { id: 'preferences' },
    mutationFn: (wanted: Wanted) => api.PUT('/api/me/preferences', { body: wanted }),
    onMutate: (wanted) => queries.setQueryData(queryKey, wanted),
    // What is asked for while another change is on its way would take that change back for a moment.
    onSettled: () => (queries.isMutating({ mutationKey: setting }) === 1 ? queries.invalidateQueries({ queryKey }) : undefined),
  })
}

const mutedKey = ['muted-accounts']

/** The accounts of whose calls one is not told. */
export function useMutedAccounts(enabled = true) {
  return useQuery({ queryKey: mutedKey, queryFn: ({ signal }) => body(api.GET('/api/me/muted-accounts', { signal })), enabled })
}

/** Mutes an account, and unmutes one: each at once, each with the other as its *Undo*. */
export function useMuting() {
  const say = useSay()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: mutedKey })
  const onError = (error: Error) => say({ text: error.message })
  const mute: UseMutationResult<Muted, Error, string> = useMutation({
    mutationFn: (account: string) => body(api.POST('/api/me/muted-accounts', { body: { account } })),
    onSuccess: (muted) => say({ text: `You are told no more of calls with ${muted.account}.`, undo: () => unmute.mutateAsync(muted) }),
    onError,
    onSettled: again,
  })
  const unmute: UseMutationResult<unknown, Error, Muted> = useMutation({
    mutationFn: ({ id }: Muted) => api.DELETE('/api/me/muted-accounts/{id}', { params: { path: { id } } }),
    onSuccess: (_, { account }) => say({ text: `You are told of calls with ${account} again.`, undo: () => mute.mutateAsync(account) }),
    onError,
    onSettled: again,
  })
  return { mute, unmute }
}
