import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fact } from '../../api/keys'
import { useChanged } from '../../api/queries'
import { time } from '../../theme/tokens'
import { useSay } from '../page/Said'

interface Waits<Row> {
  row: Row
  act: () => Promise<unknown>
  timer: ReturnType<typeof setTimeout>
}

/**
 * Decisions that are taken ten seconds later, and not at all when they are undone meanwhile: nobody is notified of what was taken back.
 * Who leaves the page has decided: it is sent at once.
 * @param facts What they change.
 */
export function useDelayed<Row>(idOf: (row: Row) => string, facts: readonly Fact[]) {
  const say = useSay()
  const changed = useChanged()
  const waits = useRef(new Map<string, Waits<Row>>())
  const [pending, setPending] = useState<string[]>([])

  const send = useCallback(
    async (id: string) => {
      const one = waits.current.get(id)
      if (!one) return
      waits.current.delete(id)
      clearTimeout(one.timer)
      try {
        await one.act()
      } catch (error) {
        say({ text: (error as Error).message })
      }
      await changed(...facts)
      setPending((all) => all.filter((other) => other !== id))
    },
    [changed, facts, say],
  )

  useEffect(() => {
    const all = waits.current
    const flush = () => {
      for (const id of [...all.keys()]) void send(id)
    }
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [send])

  const decide = useCallback(
    (row: Row, words: string, act: () => Promise<unknown>) => {
      const id = idOf(row)
      waits.current.set(id, { row, act, timer: setTimeout(() => void send(id), time.undo) })
      setPending((all) => [...all, id])
      say({
        text: words,
        undo: () => {
          const one = waits.current.get(id)
          if (!one) return Promise.reject(new Error('It is done already.'))
          clearTimeout(one.timer)
          waits.current.delete(id)
          setPending((all) => all.filter((other) => other !== id))
          return Promise.resolve()
        },
      })
    },
    [idOf, say, send],
  )
  return { pending, decide }
}
