import type { LucideIcon } from 'lucide-react'

export interface Choice {
  key: string
  label: string
  /** Quiet words after the label; they are searched too. */
  hint?: string
  icon?: LucideIcon
  /** Choices of one group are together under its name. */
  group?: string
  chosen?: boolean
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

const wordsOf = (text: string) =>
  plain(text)
    .split(/[\s@.·\-_/]+/)
    .filter(Boolean)

/** The choices in which every typed word begins some word. */
export function matching(choices: Choice[], text: string): Choice[] {
  const typed = wordsOf(text)
  return choices.filter((choice) => {
    const words = wordsOf(`${choice.label} ${choice.hint ?? ''}`)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  })
}
