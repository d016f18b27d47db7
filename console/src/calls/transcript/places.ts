/** Where a text has what is looked for, in whatever case: starts and lengths, from left to right. */
export function placesOf(text: string, sought: string): number[][] {
  const what = sought.trim().toLowerCase()
  if (!what) return []
  const within = text.toLowerCase()
  // Letters that change their length with their case would shift what is marked.
  if (within.length !== text.length) return text.includes(sought.trim()) ? [[text.indexOf(sought.trim()), sought.trim().length]] : []
  const places: number[][] = []
  for (let at = within.indexOf(what); at >= 0; at = within.indexOf(what, at + what.length)) places.push([at, what.length])
  return places
}
