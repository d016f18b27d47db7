import { useSyncExternalStore } from 'react'

let answered = true
const listeners = new Set<() => void>()

/** Tells whether the last request had an answer, whatever it said. */
export function reached(now: boolean) {
  if (answered === now) return
  answered = now
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void) {
  listeners.add(tell)
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

export type Reach = 'here' | 'offline' | 'unanswered'

/** Whether the server can be reached: the browser has a network, and the last request was answered. */
export function useReach(): Reach {
  return useSyncExternalStore(subscribe, () => (navigator.onLine ? (answered ? 'here' : 'unanswered') : 'offline'))
}
