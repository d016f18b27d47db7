import { queryOptions, useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChanged, whole } from '../api/queries'
import { Problem } from '../api/problem'
import { allowed, type Me } from '../session/session'
import { useSay } from '../ui/page/Said'

export type Wanted = Shape<'PreferenceView'>
export type Choices = Shape<'NotificationChoices'>
export type Quiet = Shape<'QuietHours'>
export type CallMailView = Shape<'CallMailView'>
export type CallMailChoices = Shape<'CallMailChoices'>
export type CallMailContent = Shape<'CallMailContent'>
export type DigestSchedule = Shape<'DigestSchedule'>
export type Muted = Shape<'MutedAccountView'>

/** Whether calls are anything to this person: staff have no part in Insights, and not every customer has it. */
export const hasCalls = (me: Me) => allowed(me, 'calls')

export const preferencesQuery = queryOptions({
  queryKey: keys.preferences(),
  queryFn: ({ signal }) => body(api.GET('/api/me/preferences', { signal })),
})

export const choicesQuery = queryOptions({
  queryKey: keys.notificationChoices(),
  queryFn: ({ signal }) => body(api.GET('/api/me/notification-choices', { signal })),
})

/** About which calls one is notified. */
export const useSetPreferences = () =>
  useSetAtOnce(preferencesQuery.queryKey, (wanted: Wanted) => api.PUT('/api/me/preferences', { body: wanted }))

export const callMailQuery = queryOptions({
  queryKey: keys.callMail(),
  queryFn: ({ signal }) => body(api.GET('/api/me/preferences/call-mail', { signal })),
})

/** Which calls are mailed, and when. */
export const useSetCallMail = () =>
  useSetAtOnce(callMailQuery.queryKey, (wanted: CallMailView) => api.PUT('/api/me/preferences/call-mail', { body: wanted.choices }))

/** What is mailed, and when one is not to be disturbed. */
export const useSetChoices = () =>
  useSetAtOnce(choicesQuery.queryKey, (wanted: Choices) => api.PUT('/api/me/notification-choices', { body: wanted }))

/** Sets something at once here, then at the server, one change after the other; what the server refuses goes back. */
function useSetAtOnce<T>(queryKey: readonly string[], put: (wanted: T) => Promise<unknown>) {
  const say = useSay()
  const queries = useQueryClient()
  const changed = useChanged()
  return useMutation({
    mutationKey: queryKey,
    scope: { id: queryKey.join() },
    mutationFn: put,
    onMutate: (wanted) => queries.setQueryData(queryKey, wanted),
    onSuccess: () => say({ text: 'Saved.' }),
    onError: (error) => !(error instanceof Problem && Object.keys(error.errors).length) && say({ text: error.message }),
    // What is asked for while another change is on its way would take that change back for a moment.
    onSettled: () => (queries.isMutating({ mutationKey: queryKey }) === 1 ? changed('preference') : undefined),
  })
}

/** The accounts about whose calls one is not notified. */
export function useMutedAccounts(enabled = true) {
  return useQuery({
    queryKey: keys.mutedAccounts(),
    queryFn: ({ signal }) => whole((cursor) => body(api.GET('/api/me/muted-accounts', { params: { query: { cursor } }, signal }))),
    enabled,
  })
}

/** Mutes an account, and unmutes one: each at once, each with the other as its *Undo*. */
export function useMuting() {
  const say = useSay()
  const changed = useChanged()
  const again = () => changed('muted')
  const onError = (error: Error) => say({ text: error.message })
  const mute: UseMutationResult<Muted, Error, string> = useMutation({
    mutationFn: (account: string) => body(api.POST('/api/me/muted-accounts', { body: { account } })),
    onSuccess: (muted) => say({ text: `${muted.account} muted: no notifications about its calls.`, undo: () => unmute.mutateAsync(muted) }),
    onError,
    onSettled: again,
  })
  const unmute: UseMutationResult<unknown, Error, Muted> = useMutation({
    mutationFn: ({ id }: Muted) => api.DELETE('/api/me/muted-accounts/{id}', { params: { path: { id } } }),
    onSuccess: (_, { account }) => say({ text: `${account} unmuted.`, undo: () => mute.mutateAsync(account) }),
    onError,
    onSettled: again,
  })
  return { mute, unmute }
}
