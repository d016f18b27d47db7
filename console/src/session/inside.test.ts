import { expect, test } from 'vitest'
import { placeInside } from './inside'

test('a place in the console is gone to, with its question and its place in the page', () => {
  expect(placeInside('/calls/7?view=transcript#t4')).toBe('/calls/7?view=transcript#t4')
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null])(
  'signing in never leads to %s',
  (to) => {
    expect(placeInside(to)).toBeUndefined()
  },
)
