import { useQueryClient } from '@tanstack/react-query'
import type { FieldValues } from 'react-hook-form'
import { asked, asSeen, noted, type Way } from '../api/client'
import type { Fact } from '../api/keys'
import { userQuery, type User } from '../directory/directory'
import { useDrawer, type Changing } from '../ui/form/useDrawer'

export interface AboutUser {
  customer: string
  user: User
}

/** Whom an act is on, as they were when its form was opened: what somebody else changed since is not overwritten. */
export const on = ({ customer, user }: AboutUser, note = '', way?: Way) => ({
  path: { customer, user: user.id },
  header: { ...asSeen(user, way), ...noted(note) },
})

/** The same for a change of access, which is previewed. */
export const onAccess = (about: AboutUser, note: string, way?: Way) => ({ ...on(about, note, way), query: asked(way) })

/** What of a user a change in a drawer touches. */
export const ofUser: readonly Fact[] = ['person', 'role', 'tenant', 'level', 'seat', 'integrationUser', 'session', 'key', 'request']

type UserChange<Values extends FieldValues, Answer> = AboutUser &
  Omit<Changing<Values, Answer, User>, 'thing' | 'fetch' | 'changes' | 'send'> & {
    /** `from`: whose values they began as. */
    send: (values: Values, seen: AboutUser, from: User, way?: Way) => Promise<Answer>
  }

/** A drawer that changes a user. Without an `undo` of its own, undoing sends what was there before. */
export function useUserDrawer<Values extends FieldValues, Answer>({ customer, user, send, begin, ...of }: UserChange<Values, Answer>) {
  const queries = useQueryClient()
  return useDrawer<Values, Answer, User>({
    undo: (_, values, was, now) =>
      send({ ...values, ...begin(was), ...('note' in values && { note: values.note }) }, { customer, user: now }, was),
    ...of,
    begin,
    thing: user,
    fetch: () => queries.fetchQuery({ ...userQuery(customer, user.id), staleTime: 0 }),
    send: (values, seen, way) => send(values, { customer, user: seen }, seen, way),
    changes: ofUser,
  })
}
