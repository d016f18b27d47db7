import { expect, test } from 'vitest'
import type { AuditEntry } from './audit'
import { grouped } from './entryList'
import { actorOf, plainSentence } from './sentence'

const names = { maya: 'Maya', wei: 'Wei', sales: 'Sales', support: 'Support', signage: 'Signage keeper', rec: 'recorder' }

function entry(act: string, changes: AuditEntry['changes'], of: Partial<AuditEntry> = {}): AuditEntry {
  return {
    index: 1,
    at: '2026-11-29T08:00:00Z',
    act,
    actor: { id: 'maya', kind: 'user', name: 'Maya' },
    door: 'console',
    ground: 'role',
    count: 1,
    changes,
    names,
    ...of,
  } as AuditEntry
}

const change = (entity: string, id: string[], what: 'added' | 'changed' | 'removed', properties = {}) =>
  ({ entity, id, what, properties }) as AuditEntry['changes'][number]

test('giving and removing read differently', () => {
  expect(plainSentence(entry('AssignCustomRoles', [change('UserCustomRole', ['wei', 'signage'], 'added')]))).toBe(
    'Maya gave Wei the custom role Signage keeper',
  )
  expect(plainSentence(entry('AssignCustomRoles', [change('UserCustomRole', ['wei', 'signage'], 'removed')]))).toBe(
    'Maya removed the custom role Signage keeper from Wei',
  )
  expect(plainSentence(entry('GiveSeat', [change('User', ['wei'], 'changed')]))).toBe('Maya gave Wei a seat')
  expect(plainSentence(entry('TakeSeat', [change('User', ['wei'], 'changed')]))).toBe('Maya removed the seat of Wei')
})

test('what changed says what was before and is after', () => {
  const role = { Connect: { before: 'User', after: 'CustomerAdmin' } }
  expect(plainSentence(entry('AssignConnectRole', [change('User', ['wei'], 'changed', role)]))).toBe(
    'Maya changed the Connect role of Wei: User → Customer Admin',
  )
  const level = { Insights: { before: 'DefaultUser', after: 'Editor' } }
  expect(plainSentence(entry('SetLevel', [change('User', ['wei'], 'changed', level)]))).toBe(
    'Maya changed the level of Wei: Default User → Editor',
  )
  expect(plainSentence(entry('RenameTeam', [change('Team', ['sales'], 'changed', { Name: { before: 'Selling', after: 'Sales' } })]))).toBe(
    'Maya renamed the team Sales: Selling → Sales',
  )
})

test('a custom role tells its apps, and whom it was removed from', () => {
  const named = { names: { ...names, menu: 'Menu' } }
  const name = { Name: { before: null, after: 'Signage keeper' } }
  expect(
    plainSentence(
      entry(
        'CreateCustomRole',
        [change('CustomRole', ['signage'], 'added', name), change('CustomRoleApp', ['signage', 'menu'], 'added')],
        named,
      ),
    ),
  ).toBe('Maya created the custom role Signage keeper with Menu')
  expect(
    plainSentence(
      entry(
        'EditCustomRole',
        [change('CustomRoleApp', ['signage', 'menu'], 'added'), change('CustomRoleApp', ['signage', 'gone'], 'removed')],
        named,
      ),
    ),
  ).toBe('Maya changed the custom role Signage keeper, added Menu, removed something deleted')
  const was = { Name: { before: 'Screens', after: null } }
  const lost = ['wei', 'maya'].map((user) => change('UserCustomRole', [user, 'screens'], 'removed'))
  expect(plainSentence(entry('DeleteCustomRole', [change('CustomRole', ['screens'], 'removed', was), ...lost]))).toBe(
    'Maya deleted the custom role “Screens” and removed it from 2 people',
  )
})

test('moving somebody tells both teams', () => {
  const moved = [change('TeamMember', ['support', 'wei'], 'added'), change('TeamMember', ['sales', 'wei'], 'removed')]
  expect(plainSentence(entry('MoveTeamMember', moved))).toBe('Maya added Wei to Support, and removed Wei from Sales')
})

test('approving and withdrawing are two acts', () => {
  const to = (after: boolean) => [change('IntegrationUser', ['rec'], 'changed', { Approved: { before: !after, after } })]
  expect(plainSentence(entry('ApproveIntegration', to(true)))).toBe('Maya approved recorder')
  expect(plainSentence(entry('ApproveIntegration', to(false)))).toBe('Maya withdrew the approval of recorder')
})

test('a sign-in is the person’s, also where the log names the server', () => {
  const signIn = entry('SignIn', [], { actor: { id: '0', kind: 'system', name: 'Usher' }, names: { wei: 'Wei' } })
  expect(actorOf(signIn).name).toBe('Wei')
  expect(plainSentence(signIn)).toBe('Wei signed in')
})

test('what was refused was tried, and an act nobody wrote a sentence for is told by its name', () => {
  expect(plainSentence(entry('AddUser', [], { refused: 'NotAllowed', names: { wei: 'Wei' } }))).toBe('Maya tried to add user: Wei')
  expect(plainSentence(entry('PolishBell', [], { names: { wei: 'Wei' } }))).toBe('Maya polish bell: Wei')
})

test('what is sealed or gone is never shown as it is stored', () => {
  const told = plainSentence(
    entry('MakeKey', [change('ApiKey', ['k'], 'added', { Name: { after: 'changed:abc' }, HolderId: { after: 'gone' } })]),
  )
  expect(told).toBe('Maya created the key of an integration user')
})

test('three sign-ins and more that follow each other stand together', () => {
  const [a, b, c] = [1, 2, 3].map((index) => entry('SignIn', [], { index }))
  const other = entry('AddUser', [], { index: 4 })
  expect(grouped([a!, b!, c!, other])).toEqual([[a, b, c], other])
  expect(grouped([a!, b!, other, c!])).toEqual([a, b, other, c])
})
