import { expect, test } from 'vitest'
import { sources } from '../sources'
import { facts, keys, showsAny } from './keys'

const others = Object.entries(sources).filter(([file]) => file !== 'api/keys.ts')
const all = others.map(([, text]) => text).join('\n')
const having = (pattern: RegExp) => others.filter(([, text]) => pattern.test(text)).map(([file]) => file)

test('a key begins with its own name and carries what it is of', () => {
  expect(keys.user('harbor', '7')).toEqual(['user', 'harbor', '7'])
  expect(keys.me()).toEqual(['me'])
})

test('a change of seats asks again for who holds them, and not for calls', () => {
  expect(showsAny(keys.seatHolders('harbor', {}), ['seat'])).toBe(true)
  expect(showsAny(keys.user('harbor', '7'), ['seat'])).toBe(true)
  expect(showsAny(keys.calls({}), ['seat'])).toBe(false)
})

test('the audit trail shows every change, and the table of roles none', () => {
  for (const fact of facts) {
    expect(showsAny(keys.audit('harbor', 'connect', {}), [fact])).toBe(true)
    expect(showsAny(keys.roles(), [fact])).toBe(false)
  }
})

test('no query has a key of its own making', () => {
  const literal = /queryKey: ?\[|usePages\(\s*\[|getQueryData\(\s*\[|setQueryData\(\s*\[/
  expect(having(literal)).toEqual([])
})

test('every key is used, and every fact is changed by somebody', () => {
  expect(Object.keys(keys).filter((name) => !new RegExp(`\\b(keys|kept)\\.${name}\\(`).test(all))).toEqual([])
  expect(facts.filter((fact) => !all.includes(`'${fact}'`))).toEqual([])
})

test('nobody lists queries at a mutation', () => {
  // The inbox is asked again by itself, when a note came or a mark was refused.
  expect(having(/invalidateQueries\(\{ queryKey: keys/)).toEqual(['frame/live.ts', 'inbox/inbox.ts'])
})
