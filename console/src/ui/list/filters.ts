import { useCallback } from 'react'
import { useLocation, useNavigation, useSearchParams } from 'react-router'

/** What is typed into the search line of a list, by the names it has in addresses. */
const typed: readonly string[] = ['query', 'text', 'find']

/** The filters of a list, kept in the address: a filtered list can be sent to a colleague, and *back* finds it again. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams()
  const here = useLocation().pathname
  const next = useNavigation().location?.pathname
  // What was typed is told a moment later: it does not call back whoever has followed a link meanwhile.
  const leaving = next !== undefined && next !== here
  const values = Object.fromEntries(names.map((name) => [name, params.get(name)])) as Record<Name, string | null>

  const set = useCallback(
    (name: Name, value: string | null) => {
      if (leaving) return
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          if (value) after.set(name, value)
          else after.delete(name)
          return after
        },
        { replace: true },
      )
    },
    [setParams, leaving],
  )

  const clear = useCallback(
    () =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const name of names) after.delete(name)
          return after
        },
        { replace: true },
      ),
    [setParams, names],
  )

  /** Sets several at once, as one step that *back* undoes. */
  const merge = useCallback(
    (next: Partial<Record<Name, string | null>>) =>
      setParams((before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries<string | null | undefined>(next)) {
          if (value) after.set(name, value)
          else after.delete(name)
        }
        return after
      }),
    [setParams],
  )

  const inForce = names.filter((name) => values[name] !== null)
  return {
    values,
    set,
    merge,
    clear,
    any: inForce.length > 0,
    /** How many narrow the list besides what one typed. */
    narrowing: inForce.filter((name) => !typed.includes(name)).length,
  }
}
