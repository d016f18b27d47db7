/** A span of local days, each as `2026-11-22`; null is open. */
export interface Span {
  since: string | null
  until: string | null
}

/** A local day as `2026-11-22`, so many days from today. */
export function inDays(days: number, now = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The instant at which a local day begins, for the API; undefined for what is no day. */
export function dawn(day: string): string | undefined {
  const at = new Date(`${day}T00:00:00`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The instant at which a local day ends, for the API; undefined for what is no day. */
export function untilEndOf(day: string): string | undefined {
  const at = new Date(`${day}T00:00:00`)
  at.setDate(at.getDate() + 1)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The local day of which an instant is the end: what `untilEndOf` was given, or the day that the instant is in. */
export function lastDay(at: string | null | undefined): string {
  if (!at) return ''
  const before = new Date(Date.parse(at) - 1)
  return Number.isNaN(before.getTime()) ? '' : inDays(0, before)
}

/** When access ends: “the end of 28 Dec” where that is the end of a day here, otherwise the moment. */
export function endWords(at: string, now = new Date()): string {
  const end = new Date(at)
  if (Number.isNaN(end.getTime())) return at
  if (end.getTime() === new Date(end.getFullYear(), end.getMonth(), end.getDate()).getTime())
    return `the end of ${dayName(lastDay(at), now)}`
  return `${dayName(inDays(0, end), now)}, ${end.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })}`
}

/** As one would write a day: “3 Nov”, with the year when it is another one. */
export function dayName(day: string, now = new Date()): string {
  const at = new Date(`${day}T00:00:00`)
  if (Number.isNaN(at.getTime())) return day
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return at.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year })
}
