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

/** Whether everything that is wrong stands at one of a form's fields already. */
export function atFields(error: Error | null, values: FieldValues): boolean {
  const pointers = error instanceof Problem ? Object.keys(error.errors) : []
  return pointers.length > 0 && pointers.every((pointer) => (nameOf(pointer).split('.')[0] ?? '') in values)
}
