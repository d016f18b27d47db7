import { expect, test } from 'vitest'
import { left } from '../ui/shown/left'
import { beyond, readScopes, scopesFault, scopeWords, writeScopes } from './scopes'

const name = (slug: string) => ({ sales: 'Sales', support: 'Support' })[slug] ?? slug

test('scopes are read and written the same', () => {
  const scopes = ['call/ingest', 'call/read:sales,support', 'crm/write:Opportunity.NextStep']
  expect(writeScopes(readScopes(scopes))).toEqual(scopes)
})

test('a scope reads in plain words', () => {
  expect(scopeWords('call/read:sales,support', name)).toBe('Read calls of Sales and Support')
  expect(scopeWords('crm/write', name)).toBe('Write to Salesforce')
  expect(scopeWords('never/heard', name)).toBe('never/heard')
})

test('what goes beyond is told team by team', () => {
  expect(beyond(readScopes(['call/read:sales,support']), readScopes(['call/read:sales']))).toEqual(['call/read:support'])
  expect(beyond(readScopes(['call/ingest']), readScopes(['call/ingest']))).toEqual([])
  expect(beyond(readScopes(['sync/run']), {})).toEqual(['sync/run'])
})

test('a scope that names things needs one', () => {
  expect(scopesFault({ 'call/read': [] })).toBe('Choose the teams whose calls it can read.')
  expect(scopesFault({ 'call/read': ['sales'] })).toBeUndefined()
})

test('the time that is left is told in two parts', () => {
  expect(left(6 * 86_400_000 + 4 * 3_600_000 + 60_000)).toBe('6 days 4 hours')
  expect(left(86_400_000)).toBe('1 day')
  expect(left(250_000)).toBe('4 min 10 s')
  expect(left(-1)).toBe('0 s')
})
