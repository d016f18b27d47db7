import { useSyncExternalStore } from 'react'

/** The build that this page was loaded from; undefined where it was not put in, as on the development server. */
const own = (() => {
  const written = typeof document === 'undefined' ? undefined : document.querySelector<HTMLMetaElement>('meta[name=usher-build]')?.content
  return written && !written.startsWith('__') ? written : undefined
})()

let renewed = false
const listeners = new Set<() => void>()

/** Tells that the server has another build of the console: files of this page may be gone. */
function foundRenewed() {
  if (renewed) return
  renewed = true
  for (const tell of listeners) tell()
}

/** Compares what the server says of its build with that of this page. */
export function heardBuild(served: string | null) {
  if (own !== undefined && served !== null && served !== own) foundRenewed()
}

function subscribe(tell: () => void) {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Whether the server was renewed since this page was loaded. */
export function useRenewed(): boolean {
  return useSyncExternalStore(subscribe, () => renewed)
}
