import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/**
 * Whether one of a page's drawers is open, kept in its address as `?act=add`: the palette and a link open it as its button does.
 * Closing takes it out of the address and leaves the rest.
 */
export function useAct(name: string): [open: boolean, setOpen: (open: boolean) => void] {
  const [params, setParams] = useSearchParams()
  const setOpen = useCallback(
    (open: boolean) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          if (open) after.set('act', name)
          else after.delete('act')
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams, name],
  )
  return [params.get('act') === name, setOpen]
}

/** The address of a page with one of its drawers open. */
export const withAct = (page: string, name: string) => `${page}?act=${name}`
