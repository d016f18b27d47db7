import { expect, test } from 'vitest'
import { caps, composing, keyboard, pressed } from './keyboard'

const key = (of: Partial<KeyboardEvent>) =>
  ({ key: 'Enter', keyCode: 13, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, ...of }) as KeyboardEvent

test('an Enter that ends a composition belongs to the input method', () => {
  expect(composing(key({ isComposing: true }))).toBe(true)
  // Safari sends it after the composition has ended, and tells by the code alone.
  expect(composing(key({ keyCode: 229 }))).toBe(true)
  expect(composing(key({}))).toBe(false)
})

test('a chord is pressed with Control, or with Command on a Mac, and without Alt', () => {
  expect(pressed(key({ key: 'k', ctrlKey: true }), keyboard.search)).toBe(true)
  expect(pressed(key({ key: 'k', metaKey: true }), keyboard.search)).toBe(true)
  expect(pressed(key({ key: 'k' }), keyboard.search)).toBe(false)
  expect(pressed(key({ key: '/' }), keyboard.search)).toBe(true)
  expect(pressed(key({ key: 'k', ctrlKey: true, altKey: true }), keyboard.search)).toBe(false)
})

test('a chord reads as its key caps', () => {
  expect(caps('Control+K')).toEqual(['Ctrl', 'K'])
})
