import { queryOptions, useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'
import { time } from '../theme/tokens'

export type Note = Shape<'NoteView'>

export function useInbox() {
  return usePages(keys.inbox(), (cursor) => body(api.GET('/api/inbox', { params: { query: { cursor } } })))
}

/** How many notes wait, for the bell. */
export const unreadQuery = queryOptions({
  queryKey: keys.unread(),
  queryFn: async () => (await body(api.GET('/api/inbox/unread'))).count,
  refetchInterval: time.sessionCheck,
})

/** Marks one note, or all, as read: at once here, then at the server; the bell is counted again. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | 'all'): Promise<unknown> =>
      id === 'all' ? api.POST('/api/inbox/read-all') : api.POST('/api/inbox/{id}/read', { params: { path: { id } } }),
    onMutate: (id) =>
      queries.setQueryData<InfiniteData<{ items: Note[] }>>(
        keys.inbox(),
        (before) =>
          before && {
            ...before,
            pages: before.pages.map((page) => ({
              ...page,
              items: page.items.map((note) => (id === 'all' || note.id === id ? { ...note, read: true } : note)),
            })),
          },
      ),
    onSettled: (_, error) => {
      if (error) void queries.invalidateQueries({ queryKey: keys.inbox() })
      void queries.invalidateQueries({ queryKey: unreadQuery.queryKey })
    },
  })
}
