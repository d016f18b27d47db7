import { useEffect, useState } from 'react'
import { Moment } from '../ui/Moment'

const second = 1_000
const day = 24 * 60 * 60 * second

/** “6 days 4 hours”, “1 day”, “4 min 10 s”. */
export function left(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / second))
  const parts = [
    [Math.floor(seconds / 86_400), 'day', 'days'],
    [Math.floor(seconds / 3_600) % 24, 'hour', 'hours'],
    [Math.floor(seconds / 60) % 60, 'min', 'min'],
    [seconds % 60, 's', 's'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`)
    .join(' ')
}

/** When a key ends; the last days are counted down, and the end is told. */
export function Ends({ at, onEnd }: { at: string; onEnd: () => void }) {
  const end = new Date(at).getTime()
  const [now, setNow] = useState(() => Date.now())
  const close = end - now < 7 * day
  useEffect(() => {
    if (!close) return
    const timer = setInterval(() => setNow(Date.now()), second)
    return () => clearInterval(timer)
  }, [close])
  const over = now >= end
  useEffect(() => {
    if (over) onEnd()
    // Told once, when it happens.
  }, [over])
  if (over) return <>Ended</>
  return close ? (
    <span role="timer">Ends in {left(end - now)}</span>
  ) : (
    <>
      Ends <Moment at={at} />
    </>
  )
}
