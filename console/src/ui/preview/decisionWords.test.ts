import { expect, test } from 'vitest'
import { decisionWords, namesOf } from './decisionWords'

const things = (names: string[], count = names.length, every = false) => ({ names, count, every })

test('some names stand for all, with how many more there are', () => {
  expect(namesOf(['Ana'], 1)).toBe('Ana')
  expect(namesOf(['Ana', 'Bo'], 5000)).toBe('Ana, Bo and 4,998 more')
})

test('a decision about apps names them and where', () => {
  const meaning = 'configure an approved app of a tenant'
  const line = { permission: 'app/configure', meaning }
  expect(decisionWords([{ ...line, apps: things(['Signage']), tenants: things(['North', 'South']) }])).toEqual([
    'Configure Signage in North and South',
  ])
  expect(decisionWords([{ ...line, apps: things(['Signage']), tenants: things(['North'], 1, true) }])).toEqual([
    'Configure Signage in every tenant',
  ])
  expect(decisionWords([{ ...line, apps: things(['Signage'], 300, true), tenants: things(['North'], 1) }])).toEqual([
    'Configure every app in North',
  ])
  expect(decisionWords([{ ...line, apps: things(['Signage'], 300, true), tenants: things(['North'], 2, true) }])).toEqual([
    'Configure an approved app of a tenant',
  ])
})

test('what one may do with the calls of a team is one sentence', () => {
  const callsOf = things(['Sales'])
  const line = (permission: string) => ({ permission, meaning: permission, callsOf })
  expect(decisionWords([line('call/view'), line('call/ask'), line('call/comment')])).toEqual(['See the calls of Sales'])
  expect(decisionWords([line('call/view'), line('call/transcript')])).toEqual(['See the calls of Sales with their transcripts'])
  expect(decisionWords([line('call/transcript')])).toEqual(['Read the transcripts of the calls of Sales'])
})

test('a decision about teams or people says which', () => {
  expect(
    decisionWords([
      { permission: 'destination/configure', meaning: 'decide where call content goes', teams: things(['Sales']) },
      { permission: 'access-level/manage', meaning: 'give levels', on: things(['Ana']) },
      { permission: 'profile/edit', meaning: 'change your own sign-in methods' },
    ]),
  ).toEqual(['Decide where call content goes for Sales', 'Give levels for Ana', 'Change their own sign-in methods'])
})
