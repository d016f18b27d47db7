import { expect, test } from 'vitest'
import { dawn, dayName, endWords, inDays, lastDay, untilEndOf } from './days'

test('a day is counted in the reader’s own zone, over the end of a month and a leap day', () => {
  expect(inDays(1, new Date(2028, 1, 28, 23, 59))).toBe('2028-02-29')
  expect(inDays(-1, new Date(2027, 0, 1))).toBe('2026-12-31')
})

test('the end of a day is the beginning of the next, and reads as that day again', () => {
  const end = untilEndOf('2026-12-31')
  expect(end).toBe(new Date(2027, 0, 1).toISOString())
  expect(lastDay(end)).toBe('2026-12-31')
  expect(dawn('2026-12-31')).toBe(new Date(2026, 11, 31).toISOString())
})

test('what is no day is none', () => {
  expect(dawn('soon')).toBeUndefined()
  expect(untilEndOf('')).toBeUndefined()
  expect(lastDay(null)).toBe('')
  expect(dayName('soon')).toBe('soon')
})

test('an end at midnight is the end of the day before, another one says its time', () => {
  const now = new Date(2026, 10, 1)
  expect(endWords(new Date(2026, 11, 29).toISOString(), now)).toBe(`the end of ${dayName('2026-12-28', now)}`)
  expect(endWords(new Date(2026, 11, 28, 14, 5).toISOString(), now)).toContain(dayName('2026-12-28', now))
  expect(endWords('soon')).toBe('soon')
})
