import { useEffect, type RefObject } from 'react'
import { composing, useSingleKeys } from './keyboard'

const steps: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

const typing = 'input, textarea, select, [contenteditable="true"], [role=dialog], [role=menu], [role=listbox]'

/**
 * Moves the focus among the rows of a list: by arrows while it is in the list, and by `j` and `k` from anywhere on the page, unless
 * something is typed or open, or single keys are turned off. A row is what carries `data-row`.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>) {
  const [single] = useSingleKeys()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const step = steps[event.key]
      if (step === undefined || event.defaultPrevented || composing(event)) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const at = event.target as HTMLElement | null
      const inside = list.current?.contains(at) ?? false
      const arrow = event.key.startsWith('Arrow')
      if (arrow ? !inside : !single) return
      if (at?.closest(typing) || document.querySelector('[aria-hidden=true] main')) return
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].filter((row) => row.offsetParent !== null)
      if (!rows.length) return
      const here = rows.findIndex((row) => row === at || row.contains(at))
      const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [list, single])
}
