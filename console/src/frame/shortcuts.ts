import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { composing, keyboard, lead, pressed, useSingleKeys } from '../ui/hooks/keyboard'
import type { NavItem } from '../session/room'

const typing = 'input, textarea, select, [contenteditable="true"], [role=dialog], [role=menu], [role=listbox]'
const patience = 1500
const never = -Infinity

/**
 * Hears the keys that work everywhere. A key without Control is left alone while something is typed, chosen or open, where it has
 * another meaning, and when it was turned off.
 */
export function useShortcuts(items: NavItem[], search: () => void, help: () => void) {
  const go = useNavigate()
  const [single] = useSingleKeys()
  // Time begins with the page: none is “long ago”.
  const led = useRef(never)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const withControl = event.ctrlKey || event.metaKey
      // What has just opened hides the page before it takes the focus.
      const busy = (event.target as Element | null)?.closest?.(typing) ?? document.querySelector('[aria-hidden=true] main')
      if (event.defaultPrevented || composing(event) || event.altKey || (!withControl && (!single || busy || event.repeat))) return
      const item = event.timeStamp - led.current < patience ? items.find(({ letter }) => letter === event.key) : undefined
      led.current = never
      if (item && !withControl) void go(item.to)
      else if (pressed(event, keyboard.search)) search()
      else if (pressed(event, keyboard.help)) help()
      else {
        if (!withControl && event.key === lead) led.current = event.timeStamp
        return
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [items, search, help, single, go])
}
