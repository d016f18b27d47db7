/** A name in the code's writing as words: “AssignRole” is “assign role”. */
export function actWords(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
}

export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** “1 person”, “12 people”. */
export const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

/** “Renewals, Sales and Support”. */
export const listed = (names: string[]) => new Intl.ListFormat('en-GB').format(names)

/** Whether a value is there as a salted hash, which says that it changed and not what it is. */
export const isSealed = (value: unknown) => typeof value === 'string' && value.startsWith('changed:')

/** A value of a property as it is shown: unmarked ones come as a salted hash and say only that they changed. */
export function valueWords(value: unknown, names: Record<string, string> = {}): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'string') return isSealed(value) ? 'not shown' : (names[value] ?? value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((item) => valueWords(item, names)).join(', ') || '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A role as the law writes it: “Customer Admin”. */
export function roleName(role: string): string {
  return role.replace(/(^|-)([a-z])/g, (_, start: string, letter: string) => (start ? ' ' : '') + letter.toUpperCase())
}
