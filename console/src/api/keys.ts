/**
 * Every key under which an answer of the server is kept, once, with the facts that the answer shows. A change names the facts
 * it changes (`useChanged`), and whatever shows one of them is asked for again: nobody lists queries at a mutation.
 */

/** What a change can change. */
export const facts = [
  'customer',
  'person',
  'identity',
  'role',
  'tenant',
  'app',
  'level',
  'request',
  'team',
  'channel',
  'seat',
  'setting',
  'integrationUser',
  'key',
  'session',
  'password',
  'staff',
  'call',
  'erased',
  'comment',
  'read',
  'delivery',
  'preference',
  'muted',
  'savedSearch',
  'report',
  'seatReport',
  'orphan',
] as const

export type Fact = (typeof facts)[number]

interface Shown<Of extends unknown[]> {
  shows: readonly Fact[]
  /** Carries the type of the key's further members. */
  of?: Of
}

const showing = <Of extends unknown[] = []>(...shows: Fact[]): Shown<Of> => ({ shows })

/** It tells of whatever was changed. */
const showingAll = <Of extends unknown[] = []>(): Shown<Of> => ({ shows: facts })

type Filters = Record<string, string | boolean | null | undefined>

const shown = {
  me: showing('customer', 'setting', 'person', 'role', 'level', 'team', 'integrationUser'),
  people: showing('team', 'person', 'role', 'level', 'seat'),
  myIdentities: showing('identity'),
  meKeys: showing('key'),
  meKeyPermissions: showing('role', 'tenant', 'level'),
  meSessions: showing('session', 'password'),
  meSignInMethods: showing('password'),
  preferences: showing('preference'),
  notificationChoices: showing('preference'),
  callMail: showing('preference', 'setting'),
  mutedAccounts: showing('muted'),
  savedSearches: showing('savedSearch'),
  unsubscribe: showing<[link: string]>('preference'),
  unread: showing('read', 'call', 'erased', 'request', 'integrationUser', 'delivery'),
  inbox: showing('read', 'call', 'erased', 'request'),
  needs: showingAll(),
  firstSteps: showingAll(),
  today: showing('call', 'erased', 'read', 'comment', 'team'),
  customers: showing<[query: string | null]>('customer', 'person', 'tenant'),
  customer: showing<[customer: string]>('customer', 'person', 'tenant', 'seat'),
  dashboard: showingAll<[customer: string]>(),
  users: showing<[customer: string, filters: Filters]>('person', 'role', 'tenant', 'level', 'seat'),
  user: showing<[customer: string, user: string]>(
    'person',
    'identity',
    'role',
    'tenant',
    'level',
    'seat',
    'team',
    'integrationUser',
    'request',
  ),
  identities: showing<[customer: string]>('identity', 'person', 'channel'),
  importPlan: showing<[customer: string, csv: string]>('person', 'role', 'tenant'),
  userSessions: showing<[customer: string, user: string]>('person', 'session', 'key'),
  customRoles: showing<[customer: string]>('role'),
  customRolePages: showing<[customer: string, query: string | null]>('role', 'person'),
  customRole: showing<[customer: string, role: string]>('role', 'person'),
  apps: showing<[customer: string]>('app'),
  appList: showing<[customer: string, filters: Filters]>('app', 'role', 'tenant'),
  appCategories: showing<[customer: string]>('app'),
  app: showing<[customer: string, app: string]>('app', 'role', 'tenant', 'key', 'integrationUser'),
  appMessages: showing<[customer: string, app: string, state: string | null]>('app'),
  configuration: showing<[customer: string, app: string, tenant: string]>(),
  appRequests: showing('app'),
  reports: showing<[filters: Filters]>('report', 'person'),
  orphans: showing<[filters: Filters]>('orphan', 'tenant'),
  orphan: showing<[orphan: string]>('orphan', 'tenant', 'customer'),
  accounts: showing<[orphan: string, query: string | null]>('orphan', 'customer'),
  losses: showing<[customer: string, tenant: string]>('tenant', 'app', 'person', 'key'),
  roles: showing(),
  staff: showing('staff'),
  levels: showing<[customer: string]>('level', 'request', 'person', 'team'),
  replacement: showing<[customer: string]>('level', 'person', 'role', 'request'),
  levelChoices: showing<[customer: string, user: string | null]>('level', 'request', 'person', 'team'),
  requests: showing<[customer: string, state: string | null, mine: true | null]>('request', 'level', 'role', 'tenant', 'person'),
  requestChoices: showing<[customer: string, user: string | null]>('request', 'level', 'role', 'tenant', 'person', 'team'),
  seatUse: showing<[customer: string]>('seat', 'person', 'setting'),
  seatPlan: showing<[customer: string, what: string | null]>('seat', 'person', 'level'),
  seatRequests: showing<[customer: string, state: string | null]>('seat', 'person', 'level'),
  seatAllocation: showing<[customer: string]>('seat', 'person', 'team'),
  seatWeeks: showing<[customer: string]>('seat'),
  seatReports: showing<[customer: string]>('seatReport', 'level', 'person', 'preference', 'setting'),
  settings: showing<[customer: string]>('setting', 'level'),
  recorderHosts: showing<[customer: string]>('setting'),
  recorderHostsPreview: showing<[customer: string, what: string | null]>('setting'),
  exclusions: showing<[customer: string]>('setting'),
  retention: showing<[customer: string]>('setting', 'team'),
  retentionPreview: showing<[customer: string, what: string | null]>('setting', 'team'),
  slackCards: showing<[customer: string]>('setting'),
  slack: showing<[customer: string]>('setting'),
  seatHolders: showing<[customer: string, filters: Filters]>('seat', 'person'),
  integrationSetUps: showing<[customer: string]>('integrationUser', 'key', 'app', 'person', 'level'),
  teamSetUps: showing<[customer: string]>('team', 'channel', 'person', 'seat', 'level'),
  teams: showing<[customer: string, filters: Filters]>('team', 'channel', 'person'),
  team: showing<[customer: string, team: string]>('team', 'channel', 'person'),
  teamMembers: showing<[customer: string, team: string, text: string | null]>('team', 'person'),
  channelMembers: showing<[customer: string, team: string, channel: string]>('channel', 'person'),
  teamFeedback: showing<[customer: string, team: string]>('team'),
  teamPreview: showing<[customer: string, team: string]>('team', 'channel', 'erased'),
  integrationUsers: showing<[customer: string]>('integrationUser', 'key', 'person', 'team'),
  integrationUser: showing<[customer: string, integrationUser: string]>('integrationUser', 'key', 'person', 'team'),
  calls: showing<[filters: Filters]>('call', 'erased', 'read', 'team'),
  call: showing<[call: string]>('call', 'erased', 'team'),
  callAccounts: showing<[filters: Filters]>('call', 'erased', 'team'),
  supportAccess: showing('call', 'erased', 'staff'),
  supportCalls: showing('call', 'erased', 'customer'),
  supportCall: showing<[customer: string, access: string]>('call', 'erased'),
  comments: showing<[call: string]>('comment', 'erased'),
  transcript: showing<[call: string]>('erased', 'setting'),
  answer: showing<[call: string | null, question: string | null]>('erased'),
  deliveries: showing<[state: string]>('delivery', 'channel', 'erased'),
  audit: showingAll<[customer: string, section: string, filters: Filters]>(),
  auditFacets: showingAll<[customer: string, section: string, span: Filters]>(),
  accessChanges: showingAll<[customer: string, section: string, filters: Filters]>(),
  proof: showing<[customer: string, section: string, index: number]>(),
  explanation: showingAll<[customer: string, question: Filters | null]>(),
  reason: showingAll<[customer: string | undefined, permission: string | undefined, id: string | undefined]>(),
  preview: showing<[drawer: string, what: string | null]>(),
  colleagues: showing<[call: string, text: string]>('person', 'call'),
  palette: showing<[what: string, where: string, text: string]>('person', 'call', 'erased', 'team'),
}

export type KeyName = keyof typeof shown

type Keys = {
  [Name in KeyName]: (typeof shown)[Name] extends Shown<infer Of> ? (...of: Of) => readonly [Name, ...Of] : never
}

/** The keys: `keys.user(customer, id)`. */
export const keys = Object.fromEntries(Object.keys(shown).map((name) => [name, (...of: unknown[]) => [name, ...of]])) as unknown as Keys

/** Whether what is kept under a key shows one of some facts. */
export function showsAny([name]: readonly unknown[], changed: readonly Fact[]): boolean {
  const { shows } = shown[name as KeyName] ?? { shows: [] }
  return changed.some((fact) => shows.includes(fact))
}

/** Whether a key is of one kind: `isOf(queryKey, 'me')`. */
export const isOf = ([first]: readonly unknown[], name: KeyName) => first === name
