import { time } from '../theme/tokens'
import { composing } from '../ui/hooks/keyboard'

/** What is typed after something was called for and before it is there: its code may still be on the way. */
export interface Early {
  /** Begins to keep what is typed. */
  start: () => void
  /** Ends it, and gives what was typed. */
  take: () => string
}

/** Keeps letters that nobody else takes; letters of a chord, and of an input method, are not kept. */
export function keepEarly(): Early {
  let kept = ''
  // Should what was called for never come, keys go where they went before.
  let patience: ReturnType<typeof setTimeout> | undefined
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || composing(event)) return
    if (event.key === 'Backspace') kept = [...kept].slice(0, -1).join('')
    else if ([...event.key].length === 1) kept += event.key
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  return {
    start() {
      kept = ''
      clearTimeout(patience)
      patience = setTimeout(() => window.removeEventListener('keydown', onKeyDown, true), time.tryAgain)
      window.addEventListener('keydown', onKeyDown, true)
    },
    take() {
      clearTimeout(patience)
      window.removeEventListener('keydown', onKeyDown, true)
      const typed = kept
      kept = ''
      return typed
    },
  }
}
