/** Somebody who can be mentioned. */
export interface Mentionable {
  id: string
  name: string
}

/** What is typed of a name behind the last @ before the caret; null when nobody is being mentioned there. */
export function typedMention(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?:^|[\s(])@([^@\n]{0,40})$/u.exec(text.slice(0, caret))
  return found ? { from: caret - found[1]!.length - 1, typed: found[1]! } : null
}

/** Those whose name, or a word of it, begins with what was typed; the first few. Of a name that is typed whole nothing is offered. */
export function mentionable(people: Mentionable[], typed: string, most = 5): Mentionable[] {
  const sought = typed.toLocaleLowerCase()
  return people
    .filter(({ name }) => {
      const known = name.toLocaleLowerCase()
      return known !== sought && (known.startsWith(sought) || known.split(/\s+/u).some((word) => word.startsWith(sought)))
    })
    .slice(0, most)
}

/** Those of these people whose name stands behind an @ in the text. */
export const mentionedIn = (text: string, people: Mentionable[]) => people.filter(({ name }) => text.includes(`@${name}`))

/** A text cut where somebody is mentioned: the mentions are marked. The longest name wins. */
export function withMentions(text: string, people: Mentionable[]): { text: string; mention: boolean; from: number }[] {
  const names = people.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length)
  const parts: { text: string; mention: boolean; from: number }[] = []
  let plain = 0
  for (let at = 0; at < text.length;) {
    const name = text[at] === '@' ? names.find((one) => text.startsWith(one, at)) : undefined
    if (!name) {
      at++
      continue
    }
    if (at > plain) parts.push({ text: text.slice(plain, at), mention: false, from: plain })
    parts.push({ text: name, mention: true, from: at })
    at += name.length
    plain = at
  }
  if (plain < text.length) parts.push({ text: text.slice(plain), mention: false, from: plain })
  return parts
}
