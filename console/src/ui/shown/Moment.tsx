import Tooltip from '@mui/material/Tooltip'
import { useEffect, useState } from 'react'

/** In the reader's own zone, which it names. */
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const thisYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'long' })

const minute = 60_000
const hour = 60 * minute

function midnight(of: Date): number {
  return new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime()
}

/** “3 Nov”, with the year when it is another one. */
function dayOf(at: Date, now: Date): string {
  return (at.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(at)
}

/** How one would say it: “5 minutes ago”, “yesterday, 14:05”, “3 Nov”. */
export function spoken(at: Date, now: Date): string {
  const gone = now.getTime() - at.getTime()
  if (Math.abs(gone) < minute) return relative.format(0, 'minute')
  if (Math.abs(gone) < hour) return relative.format(-Math.round(gone / minute), 'minute')
  const days = Math.round((midnight(now) - midnight(at)) / (24 * hour))
  if (days === 0) return relative.format(-Math.round(gone / hour), 'hour')
  if (Math.abs(days) === 1) return `${relative.format(-days, 'day')}, ${clock.format(at)}`
  return dayOf(at, now)
}

const clockToTheSecond = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' })

/** To the second, for who proves what happened: “14:05:09” today, otherwise “26 Nov, 14:05:09”. */
export function toTheSecond(at: Date, now: Date): string {
  const time = clockToTheSecond.format(at)
  return midnight(at) === midnight(now) ? time : `${dayOf(at, now)}, ${time}`
}

/** To the minute, for who follows what happened: “14:05” today, otherwise “26 Nov, 14:05”. */
export function toTheMinute(at: Date, now: Date): string {
  if (midnight(at) === midnight(now)) return clock.format(at)
  return `${dayOf(at, now)}, ${clock.format(at)}`
}

/** A point in time in full, in the reader's own zone, which it names. */
export function inFull(at: string): string {
  return exact.format(new Date(at))
}

/** A point in time, relative unless said otherwise, with the exact one on hover; it keeps itself true while the page stays open. */
export function Moment({ at, as = spoken }: { at: string; as?: (at: Date, now: Date) => string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <>—</>
  return (
    <Tooltip title={exact.format(date)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {as(date, now)}
      </time>
    </Tooltip>
  )
}

/** “48 min”, “1 h 05 min”. */
export function duration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** A place in a recording: “4:07”, “1:02:33”. */
export function timecode(seconds: number): string {
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] ? parts : parts.slice(1)
  return shown.map((part, index) => (index ? String(part).padStart(2, '0') : String(part))).join(':')
}
