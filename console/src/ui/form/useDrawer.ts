import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form'
import type { Way } from '../../api/client'
import type { Fact } from '../../api/keys'
import { Problem } from '../../api/problem'
import { useChanged } from '../../api/queries'
import { useSay } from '../page/Said'
import { atFields, placeFaults } from './faults'
import { stillStands, useSeen } from './seen'
import { previewOf, usePreview } from '../preview/usePreview'

/** What a drawer changes, and what becomes of it. */
export interface Changing<Values extends FieldValues, Answer, Thing> {
  open: boolean
  onClose: () => void
  /** The thing that is changed, as the page shows it. */
  thing: Thing
  /** Asks for the thing as it is now; given where it has a revision that somebody else may raise meanwhile. */
  fetch?: () => Promise<Thing>
  /** What the fields begin with. */
  begin: (thing: Thing) => Values
  /** What is filled in already, by the link that led here. */
  given?: Partial<Values>
  /** Sends it, with the thing as it was seen when the drawer was opened. */
  send: (values: Values, seen: Thing, way?: Way) => Promise<Answer>
  /**
   * Whether what is filled in changes access: then what it does is shown first, and it is done as that showed it or not at all. `send`
   * answers with the client's own answer.
   */
  previews?: (values: Values, seen: Thing) => boolean
  /** Whatever shows one of these is asked for again. */
  changes: readonly Fact[]
  /** What is said once it is done. */
  said?: (answer: Answer, values: Values, was: Thing) => string
  /** Does the reverse, while nobody changed the thing since; `now` is the thing as it is then. */
  undo?: (answer: Answer, values: Values, was: Thing, now: Thing) => Promise<unknown>
  /** What else follows, such as going to what was made. */
  after?: (answer: Answer, values: Values) => void
  /** What comes back is kept nowhere; with `all`, neither is what was typed. */
  secret?: 'answer' | 'all'
}

const revisionOf = (thing: unknown) => (thing as { revision?: number } | null | undefined)?.revision

/**
 * The one way to make a drawer that changes something. It begins with what is, keeps what was typed when it is closed by
 * accident, is sent with the revision that was seen, offers to reload or to keep one's own when somebody else was quicker, says
 * what was done and takes it back.
 */
export function useDrawer<Values extends FieldValues, Answer, Thing = undefined>(of: Changing<Values, Answer, Thing>) {
  const { open, thing, fetch, begin, given, send, previews, changes, said, undo, secret } = of
  const queries = useQueryClient()
  const say = useSay()
  const changed = useChanged()
  const { seen, again } = useSeen(thing, open, fetch)
  const form = useForm<Values>({ values: begin(seen), resetOptions: { keepDirtyValues: true } })
  const first = given && JSON.stringify(given)
  useEffect(() => {
    if (!open || !first) return
    for (const [name, value] of Object.entries(JSON.parse(first) as Values))
      form.setValue(name as Path<Values>, value, { shouldDirty: true })
  }, [open, first, form])
  const filled = previews && open ? (form.watch() as Values) : undefined
  const what = filled && previews?.(filled, seen) ? JSON.stringify([{ ...filled, note: undefined }, revisionOf(seen)]) : null
  const shown = usePreview(what, async () => previewOf(await send(filled!, seen, { preview: true })))
  const act = useMutation({
    mutationFn: ({ values, over, way }: { values: Values; over: Thing; way?: Way }) => send(values, over, way),
    ...(secret && { gcTime: 0 }),
  })

  const clear = () => form.reset(begin(seen) as DefaultValues<Values>, { keepDirtyValues: false })

  async function done(answer: Answer, values: Values, was: Thing) {
    clear()
    of.onClose()
    act.reset()
    const after = undo && fetch ? fetch() : undefined
    async function takeBack() {
      const now = fetch ? await fetch() : was
      stillStands(!after || revisionOf(now) === revisionOf(await after))
      await undo!(answer, values, was, now)
      await changed(...changes)
    }
    if (said) say({ text: said(answer, values, was), undo: undo && takeBack })
    of.after?.(answer, values)
    await Promise.allSettled([after, changed(...changes)])
  }

  // What follows is not left to the form: it may be gone with what it changed.
  const submit = (over: Thing) =>
    form.handleSubmit(async (values) => {
      if (shown.isAwaited) return
      try {
        // What would be refused is not done: it is asked for again.
        const way: Way = shown.preview.fault ? { preview: true } : { match: shown.token }
        const answer = await act.mutateAsync({ values: values as Values, over, way })
        if (way.preview) shown.show(previewOf(answer))
        else await done(answer, values as Values, over)
      } catch (error) {
        if (shown.isMoved(error)) act.reset()
        else placeFaults(form, error as Error)
      }
    })()

  const fault = act.error
  const stale = fault instanceof Problem && [404, 409, 412].includes(fault.status)
  function close() {
    of.onClose()
    act.reset()
    if (secret === 'all') clear()
    // A change that a rule refused, that came too late, or whose thing is gone, says that the page behind shows what is no more.
    if (stale) void queries.invalidateQueries()
  }
  return {
    form,
    errors: form.formState.errors,
    /** What it would do, for `AccessPreview`. */
    preview: shown.preview,
    drawer: {
      open,
      onClose: close,
      waiting: act.isPending,
      held: shown.isAwaited,
      fault: atFields(form, fault) ? null : fault,
      onSubmit: () => void submit(seen),
      // What was typed is given up only when what it gives way to is there.
      onReload: async () => {
        if (!fetch) return close()
        const now = await again()
        for (const [name, value] of Object.entries(begin(now))) form.resetField(name as Path<Values>, { defaultValue: value })
        act.reset()
      },
      // What it does over what somebody else made of it is shown first.
      onKeep: fetch && (previews ? () => again().then(() => act.reset()) : () => again().then(submit)),
    },
  }
}
