import { useMutation, useQuery } from '@tanstack/react-query'
import { callsAddress } from '../../addresses'
import { api, body, type Shape } from '../../api/client'
import { keys } from '../../api/keys'
import { useChanged, whole } from '../../api/queries'
import { useSay } from '../../ui/page/Said'
import type { CallFilterName } from '../calls'

export type SavedSearch = Shape<'SavedSearchView'>

type Filters = Record<CallFilterName, string | null>

/** What of the filters holds at any time, and so can be kept; null where there is nothing. */
export function kept({ mine, team, person, account, text }: Filters): SavedSearch['search'] | null {
  const search = { mine: !!mine, team, person, account, text }
  return Object.values(search).some(Boolean) ? search : null
}

/** Where a saved search is done. */
export const searchAddress = ({ search: { mine, team, person, account, text } }: SavedSearch) =>
  callsAddress({ mine: mine ? '1' : null, team, person, account, text })

/** My saved searches. */
export function useSavedSearches(enabled: boolean) {
  return useQuery({
    queryKey: keys.savedSearches(),
    queryFn: ({ signal }) => whole((cursor) => body(api.GET('/api/me/searches', { params: { query: { cursor } }, signal }))),
    enabled,
  })
}

type Kept = Omit<SavedSearch, 'id'>

/** Keeps a search, changes one, and deletes one, which can be undone. */
export function useSearchActs() {
  const say = useSay()
  const changed = useChanged()
  const onError = (error: Error) => say({ text: error.message })
  const onSettled = () => changed('savedSearch')
  const save = useMutation({
    mutationFn: (search: Kept) => body(api.POST('/api/me/searches', { body: search })),
    onSuccess: ({ name }) => say({ text: `“${name}” saved.` }),
    onError,
    onSettled,
  })
  const change = useMutation({
    mutationFn: ({ id, ...search }: SavedSearch) => api.PUT('/api/me/searches/{id}', { params: { path: { id } }, body: search }),
    onSuccess: (_, { name, notify }) =>
      say({ text: notify ? `New calls that “${name}” finds appear in your inbox.` : `“${name}” no longer notifies.` }),
    onError,
    onSettled,
  })
  const remove = useMutation({
    mutationFn: ({ id }: SavedSearch) => api.DELETE('/api/me/searches/{id}', { params: { path: { id } } }),
    onSuccess: (_, { id: __, ...search }) => say({ text: `“${search.name}” deleted.`, undo: () => save.mutateAsync(search) }),
    onError,
    onSettled,
  })
  return { save, change, remove }
}
