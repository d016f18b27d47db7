import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { Problem } from '../../api/problem'

/** A member of the body by its JSON pointer, as the form names it: `/names/0` is `names.0`. */
const nameOf = (pointer: string) => pointer.slice(1).replaceAll('/', '.')

/** Puts the faults of a refused form at their fields, by the JSON pointers of RFC 9457's `errors`; the first takes the focus. */
export function placeFaults<Values extends FieldValues>(form: UseFormReturn<Values>, error: Error) {
  if (!(error instanceof Problem)) return
  Object.entries(error.errors).forEach(([pointer, message], place) => {
    form.setError(nameOf(pointer) as Path<Values>, { message }, { shouldFocus: place === 0 })
  })
}

/** Whether everything that is wrong is at a field that is on the page already. */
export function atFields<Values extends FieldValues>(form: UseFormReturn<Values>, error: Error | null): boolean {
  const pointers = error instanceof Problem ? Object.keys(error.errors) : []
  return pointers.length > 0 && pointers.every((pointer) => form.control._names.mount.has(nameOf(pointer)))
}
