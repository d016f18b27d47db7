import { useEffect, useEffectEvent, useState } from 'react'
import { day, left, second } from './left'
import { Moment } from './Moment'

/** When a key ends; the last days are counted down, and the end is shown. */
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
  const ended = useEffectEvent(onEnd)
  useEffect(() => {
    if (over) ended()
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
