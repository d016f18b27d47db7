import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** What an address says of a drawer: which one, and what is filled in for whom. */
const parts = ['act', 'give', 'to']

/** Takes the drawer out of the address and leaves the rest. */
export function useLeaveAct(): () => void {
  const [, setParams] = useSearchParams()
  return useCallback(
    () =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const part of parts) after.delete(part)
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
}

/** Whether one of a page's drawers is open, kept in its address as `?act=add`: the palette and a link open it as its button does. */
export function useAct(name: string): [open: boolean, setOpen: (open: boolean) => void] {
  const [params, setParams] = useSearchParams()
  const leave = useLeaveAct()
  const setOpen = useCallback(
    (open: boolean) =>
      open ? setParams((before) => new URLSearchParams([...before, ['act', name]]), { replace: true, preventScrollReset: true }) : leave(),
    [setParams, leave, name],
  )
  return [params.get('act') === name, setOpen]
}
