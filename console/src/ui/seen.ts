import { useEffect, useState } from 'react'

/**
 * A thing as it was when its form was opened: what somebody else changed since is not overwritten unknowingly. `again` takes it as it
 * is now.
 */
export function useSeen<Thing>(thing: Thing, open: boolean, fetch: () => Promise<Thing>) {
  const [seen, setSeen] = useState(thing)
  useEffect(() => {
    if (!open) setSeen(thing)
  }, [open, thing])
  async function again(): Promise<Thing> {
    const now = await fetch()
    setSeen(now)
    return now
  }
  return { seen, again }
}

/** For an undo: what was done is taken back only while it still stands. */
export function stillStands(does: boolean) {
  if (!does) throw new Error('Someone changed it since.')
}
