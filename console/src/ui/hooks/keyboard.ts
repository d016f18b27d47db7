import { useSyncExternalStore, type KeyboardEvent as ReactKeyboardEvent } from 'react'

export interface Key {
  /** Each a way to press it, as `aria-keyshortcuts` writes it: `Control+K`, `/`. */
  chords: readonly string[]
  does: string
}

/** Every key that works in the console, once: the listeners, the buttons' hints and the help read it here. */
export const keyboard = {
  search: { chords: ['Control+K', '/'], does: 'Search: pages, people, calls and actions' },
  help: { chords: ['?'], does: 'Show keyboard shortcuts' },
  save: { chords: ['Control+Enter'], does: 'Save the open drawer' },
  undo: { chords: ['Control+Z'], does: 'Undo the last action, while Undo is shown' },
  rows: { chords: ['j', 'k', 'ArrowDown', 'ArrowUp'], does: 'Move between rows of a list' },
  close: { chords: ['Escape'], does: 'Close; your input is kept' },
  move: { chords: ['ArrowUp', 'ArrowDown'], does: 'Move between options' },
  choose: { chords: ['Enter'], does: 'Select' },
} as const satisfies Record<string, Key>

/** The first of the two keys that lead to a page. */
export const lead = 'g'

/**
 * Whether a key belongs to an input method that composes a word: its Enter takes a suggestion and chooses nothing here. Safari sends
 * that Enter after the composition has ended, and tells it by the key code 229 alone.
 */
export function composing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const { isComposing, keyCode } = 'nativeEvent' in event ? event.nativeEvent : event
  return isComposing || keyCode === 229
}

/** Whether a chord was pressed, and not by an input method; on a Mac, Command stands for Control. Shift is part of the character that it writes. */
export function pressed(event: KeyboardEvent | ReactKeyboardEvent, { chords }: { chords: readonly string[] }): boolean {
  if (composing(event)) return false
  return chords.some((chord) => {
    const control = chord.startsWith('Control+')
    const key = chord.slice(control ? 'Control+'.length : 0)
    return control === (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === key.toLowerCase()
  })
}

/** What `aria-keyshortcuts` says of a key. */
export const shortcuts = ({ chords }: { chords: readonly string[] }) => chords.join(' ')

const words: Record<string, string> = { Control: 'Ctrl', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }

/** A chord as its key caps read: `Ctrl`, `K`. */
export const caps = (chord: string) => chord.split('+').map((part) => words[part] ?? part)

const store = 'usher-single-keys'
const changed = 'usher-single-keys'

function on(): boolean {
  return localStorage.getItem(store) !== 'off'
}

function subscribe(tell: () => void) {
  window.addEventListener(changed, tell)
  window.addEventListener('storage', tell)
  return () => {
    window.removeEventListener(changed, tell)
    window.removeEventListener('storage', tell)
  }
}

/** Whether keys without Control do anything: whoever speaks to their computer, or presses keys by accident, turns them off (WCAG 2.1.4). */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const value = useSyncExternalStore(subscribe, on)
  return [
    value,
    (next) => {
      localStorage.setItem(store, next ? 'on' : 'off')
      window.dispatchEvent(new Event(changed))
    },
  ]
}
