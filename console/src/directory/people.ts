import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm, type FieldValues, type Path } from 'react-hook-form'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { placeFaults } from '../ui/faults'
import { stillStands, useSeen } from '../ui/seen'
import { useAbout, userQuery, type User } from './directory'

export interface AboutUser {
  customer: string
  user: User
}

/** Asks again for everything that shows a user: after an act on them, and where somebody else acted. */
export function useUsersAgain(customer: string) {
  const queries = useQueryClient()
  return () => Promise.all(['user', 'users', 'audit', 'explain'].map((key) => queries.invalidateQueries({ queryKey: [key, customer] })))
}

/** The custom roles there are, for those who handle them. */
export function useCustomRoles(customer: string, enabled: boolean) {
  return useQuery({
    queryKey: ['custom-roles', customer],
    queryFn: () => body(api.GET('/api/customers/{customer}/custom-roles', { params: { path: { customer } } })),
    enabled,
  })
}

/** Whether the organization wants a note with every grant and taking (rule 24). */
export const useNotes = (customer: string) => useAbout(customer)?.notesRequired

/** Adds a user, or invites one; their id. */
export function useAddUser(customer: string) {
  return useMutation({
    mutationFn: ({ note, ...user }: Shape<'NewUser'> & { note: string }) =>
      body(api.POST('/api/customers/{customer}/users', { params: { path: { customer }, header: noted(note) }, body: user })),
    onSuccess: useUsersAgain(customer),
  })
}

/** Whom an act is on, as they were when its form was opened: what somebody else changed since is not overwritten. */
export const on = ({ customer, user }: AboutUser, note = '') => ({
  path: { customer, user: user.id },
  header: { ...asSeen(user), ...noted(note) },
})

/**
 * A form about a user. It begins with what is, keeps what was typed when it is closed by accident, and is sent with the revision
 * that stood there when it was opened.
 */
export function useUserForm<Values extends FieldValues, Answer>(
  { customer, user }: AboutUser,
  open: boolean,
  onClose: () => void,
  valuesOf: (user: User) => Values,
  /** `from`: whose values they began as. */
  send: (values: Values, seen: AboutUser, from: User) => Promise<Answer>,
  /** `undo` sends what was there before, unless the user was changed since. */
  done: (answer: Answer, undo: () => Promise<unknown>) => void,
  /** What is filled in already, by the link that led here. */
  given?: Partial<Values>,
) {
  const queries = useQueryClient()
  const fetch = () => queries.fetchQuery({ ...userQuery(customer, user.id), staleTime: 0 })
  const { seen, again: seenAgain } = useSeen(user, open, fetch)
  const again = useUsersAgain(customer)
  const form = useForm<Values>({ values: valuesOf(seen), resetOptions: { keepDirtyValues: true } })
  const first = given && JSON.stringify(given)
  useEffect(() => {
    if (!open || !first) return
    for (const [name, value] of Object.entries(JSON.parse(first) as Values))
      form.setValue(name as Path<Values>, value, { shouldDirty: true })
  }, [open, first, form])
  const act = useMutation({ mutationFn: ({ values, user }: { values: Values; user: User }) => send(values, { customer, user }, user) })
  const submit = (over: User) =>
    form.handleSubmit((values) =>
      act.mutate(
        { values: values as Values, user: over },
        {
          onError: (error) => placeFaults(form, error),
          onSuccess: async (answer) => {
            form.reset()
            onClose()
            const after = fetch()
            done(answer, async () => {
              const now = await fetch()
              stillStands(now.revision === (await after).revision)
              await send(
                { ...(values as Values), ...valuesOf(over), ...('note' in values && { note: values.note }) },
                { customer, user: now },
                over,
              )
              await again()
            })
            await Promise.allSettled([after, again()])
          },
        },
      ),
    )()
  return {
    form,
    drawer: {
      open,
      onClose,
      waiting: act.isPending,
      fault: act.error,
      onSubmit: () => void submit(seen),
      // What was typed is given up only when what it gives way to is there.
      onReload: async () => {
        const now = await seenAgain()
        for (const [name, value] of Object.entries(valuesOf(now))) form.resetField(name as Path<Values>, { defaultValue: value })
        act.reset()
      },
      onKeep: () => seenAgain().then(submit),
    },
  }
}
