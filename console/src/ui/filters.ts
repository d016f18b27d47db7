import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** The filters of a list, kept in the address: a filtered list can be sent to a colleague, and *back* finds it again. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams()
  const values = Object.fromEntries(names.map((name) => [name, params.get(name)])) as Record<Name, string | null>

  const set = useCallback(
    (name: Name, value: string | null) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          if (value) after.set(name, value)
          else after.delete(name)
          return after
        },
        { replace: true },
      ),
    [setParams],
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

  const replace = useCallback(
    (next: Record<Name, string | null>) =>
      setParams((before) => {
        const after = new URLSearchParams(before)
        for (const name of names) {
          if (next[name]) after.set(name, next[name])
          else after.delete(name)
        }
        return after
      }),
    [setParams, names],
  )

  return { values, set, replace, clear, any: names.some((name) => values[name] !== null) }
}
