import { useMutation, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { keys } from '../../api/keys'
import type { Shape } from '../../api/client'
import type { Reason } from '../../api/problem'

/** Something the server said may not be done now: its sentence, and what to ask for the rule and the people who can help. */
export interface Refused {
  sentence: string
  /** The permission, as the law writes it. */
  permission: string
  /** The thing's own id. */
  id?: string
}

/** What is asked for, and why. */
export interface Asking {
  wish: Shape<'NewRequest'>
  note: string
}

/** Who explains a refusal and takes a request: whoever knows who is signed in, and where. */
export interface Reasons {
  /** The customer that questions are asked in; undefined: nobody explains. */
  customer: string | undefined
  explain: (refused: Refused) => Promise<Reason & { allowed: boolean }>
  ask: (asking: Asking) => Promise<unknown>
  /** Where somebody who can help leads; undefined where it is not for the reader. */
  person: (id: string) => string | undefined
}

const nobody = () => Promise.reject(new Error('Nobody is signed in here.'))

export const ReasonsFrom = createContext<Reasons>({ customer: undefined, explain: nobody, ask: nobody, person: () => undefined })

/** Asks for access, in the customer one is in. */
export function useAskFor() {
  const { ask } = useContext(ReasonsFrom)
  return useMutation({ mutationFn: ask })
}

/** Why one may not do something, as the server explains it; until that is there, and where a role does not decide it, the sentence alone. */
export function useReason(refused: Refused | null, wanted: boolean): Reason | undefined {
  const { customer, explain } = useContext(ReasonsFrom)
  const reason = useQuery({
    queryKey: keys.reason(customer, refused?.permission, refused?.id),
    queryFn: () => explain(refused!),
    enabled: wanted && refused !== null && customer !== undefined,
  })
  if (!refused) return undefined
  return reason.data?.allowed === false ? reason.data : { sentence: refused.sentence }
}

/** A sentence in pieces, where those who are named in it stand apart; each once, in the order of the words. */
export function byNames(words: string, people: { id: string; name: string }[]): (string | { id: string; name: string })[] {
  const pieces: (string | { id: string; name: string })[] = []
  let rest = words
  for (const person of people.toSorted((one, other) => words.indexOf(one.name) - words.indexOf(other.name))) {
    const at = rest.indexOf(person.name)
    if (at < 0) continue
    if (at > 0) pieces.push(rest.slice(0, at))
    pieces.push(person)
    rest = rest.slice(at + person.name.length)
  }
  return rest ? [...pieces, rest] : pieces
}
