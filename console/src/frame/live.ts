import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../api/keys'
import { unreadQuery } from '../inbox/inbox'
import { meQuery } from '../session/session'

/**
 * Hears from the server, while the page is looked at, that what one may do or read has changed, or that a note came. A page in the background holds no line open: there are few of
 * them in a browser, and on return everything is asked for again.
 */
export function useLive() {
  const queries = useQueryClient()
  useEffect(() => {
    let line: EventSource | undefined
    let access: string | undefined

    function listen() {
      if (document.visibilityState !== 'visible') return hangUp()
      if (line) return
      line = new EventSource('/api/events')
      // Everything a page shows may follow from it: a call that a team gave access to is closed at once.
      line.addEventListener('access', ({ data }: MessageEvent<string>) => {
        if (access !== undefined && access !== data) void queries.invalidateQueries()
        access = data
      })
      line.addEventListener('calls', () => void queries.invalidateQueries())
      line.addEventListener('inbox', ({ data }: MessageEvent<string>) => {
        const before = queries.getQueryData(unreadQuery.queryKey)
        queries.setQueryData(unreadQuery.queryKey, Number(data))
        if (before !== undefined && before !== Number(data)) void queries.invalidateQueries({ queryKey: keys.inbox() })
      })
      // The line broke: whether the server is there, an ordinary question tells.
      line.addEventListener('error', () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }))
      line.addEventListener('ended', () => {
        hangUp()
        void queries.invalidateQueries({ queryKey: meQuery.queryKey })
      })
    }

    function hangUp() {
      line?.close()
      line = undefined
    }

    listen()
    document.addEventListener('visibilitychange', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      hangUp()
    }
  }, [queries])
}
