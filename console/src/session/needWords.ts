import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Shape } from '../api/client'
import type { Me } from './session'

export type Need = Shape<'Need'>

/** Something that needs attention, in words, and the one way on from it. */
export interface Said {
  icon: LucideIcon
  words: ReactNode
  /** A quiet second line. */
  more?: ReactNode
  act?: { label: string; to: string }
}

/** What a room says of each kind of need that its part of the server sends. */
export type NeedWords = Record<string, (need: Need, me: Me) => Said>

/** The words of every room: each has them in a file of that name, and nothing lists the rooms. */
export const needWords: NeedWords = Object.assign(
  {},
  ...Object.values(import.meta.glob<NeedWords>('../*/needWords.tsx', { eager: true, import: 'words' })),
) as NeedWords
