import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import type { InboxItem } from '../api/ahead'
import { api, body } from '../api/client'
import { usePages } from '../api/queries'
import { meQuery } from '../session/session'

export type { InboxItem }

const key = ['inbox']

export function useInbox() {
  return usePages(key, (cursor) => body(api.GET('/api/inbox', { params: { query: { cursor } } })))
}

/** Marks one item, or all, as read: at once here, then at the server; the bell is counted anew. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | 'all'): Promise<unknown> =>
      id === 'all' ? api.POST('/api/inbox/read-all') : api.POST('/api/inbox/{id}/read', { params: { path: { id } } }),
    onMutate: (id) =>
      queries.setQueryData<InfiniteData<{ items: InboxItem[] }>>(
        key,
        (before) =>
          before && {
            ...before,
            pages: before.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (id === 'all' || item.id === id ? { ...item, read: true } : item)),
            })),
          },
      ),
    onSettled: (_, error) => {
      if (error) void queries.invalidateQueries({ queryKey: key })
      void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
}
