import { expect, test } from 'vitest'
import { pieces } from './pieces'

const marked = (text: string, marks: number[][]) =>
  pieces(text, marks)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('')

test('a text is cut at its marks and loses nothing', () => {
  expect(
    marked('we ship on Friday', [
      [3, 4],
      [11, 6],
    ]),
  ).toBe('we [ship] on [Friday]')
  expect(marked('we ship', [])).toBe('we ship')
  expect(marked('', [])).toBe('')
})

test('marks come in any order, and one that begins within another is left out', () => {
  expect(
    marked('we ship on Friday', [
      [11, 6],
      [3, 4],
      [5, 9],
    ]),
  ).toBe('we [ship] on [Friday]')
})
