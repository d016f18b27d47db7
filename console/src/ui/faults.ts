import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { Problem } from '../api/problem'

/** Puts the faults of a refused form at their fields, by the JSON pointers of RFC 9457's `errors`; the first takes the focus. */
export function placeFaults<Values extends FieldValues>(form: UseFormReturn<Values>, error: Error) {
  if (!(error instanceof Problem)) return
  Object.entries(error.errors).forEach(([pointer, message], place) => {
    const name = pointer.slice(1).replaceAll('/', '.') as Path<Values>
    form.setError(name, { message }, { shouldFocus: place === 0 })
  })
}

/** Whether everything that is wrong stands at a field already. */
export function onlyAtFields(error: Error | null): boolean {
  return error instanceof Problem && Object.keys(error.errors).length > 0
}
