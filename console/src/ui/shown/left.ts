export const second = 1_000
export const day = 24 * 60 * 60 * second

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
