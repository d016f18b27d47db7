import { useState } from 'react'

/**
 * A thing as it was when its form was opened: what somebody else changed since is not overwritten unknowingly. `again` takes it as it
 * is now.
 */
export function useSeen<Thing>(thing: Thing, open: boolean, fetch: (() => Promise<Thing>) | undefined) {
  const [kept, setKept] = useState<{ thing: Thing } | null>(null)
  if (open && kept === null) setKept({ thing })
  if (!open && kept !== null) setKept(null)
  async function again(): Promise<Thing> {
    const now = fetch ? await fetch() : thing
    setKept({ thing: now })
    return now
  }
  return { seen: kept ? kept.thing : thing, again }
}

/** For an undo: what was done is undone only while nothing else changed it. */
export function stillStands(does: boolean) {
  if (!does) throw new Error('Someone else has changed it.')
}
