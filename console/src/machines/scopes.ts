import { listed } from '../ui/shown/words'

/** What an integration user may be given, in plain words. The law's names stay with the server. */
export const scopeKinds = [
  { permission: 'call/ingest', words: 'Push calls', hint: 'Sends transcripts of calls to Usher.' },
  {
    permission: 'call/read',
    words: 'Read calls of certain teams',
    hint: 'Reads summaries and transcripts. Everyone in these teams is notified.',
  },
  { permission: 'crm/write', words: 'Write to Salesforce', hint: 'Updates the fields you list.' },
  { permission: 'sync/run', words: 'Run synchronisations', hint: 'In bulk and on a schedule.' },
  { permission: 'decision/ask', words: 'Ask who may do what', hint: 'Asks the decision API about this customer.' },
] as const

/** The names that a scope carries, by its permission: the teams of `call/read`, the fields of `crm/write`. */
export type Scopes = Record<string, string[]>

export function readScopes(scopes: string[]): Scopes {
  const read: Scopes = {}
  for (const scope of scopes) {
    const [permission = '', names = ''] = scope.split(':')
    read[permission] = [...(read[permission] ?? []), ...names.split(',').filter(Boolean)]
  }
  return read
}

export function writeScopes(scopes: Scopes): string[] {
  return Object.entries(scopes).map(([permission, names]) => (names.length ? `${permission}:${names.join(',')}` : permission))
}

/** A scope as one reads it: “Read calls of Sales and Support”. */
export function scopeWords(scope: string, teamName: (slug: string) => string): string {
  const [permission, names = ''] = scope.split(':')
  const all = names.split(',').filter(Boolean)
  const called = listed(permission === 'call/read' ? all.map(teamName) : all)
  switch (permission) {
    case 'call/read':
      return `Read calls of ${called}`
    case 'crm/write':
      return called ? `Write ${called} to Salesforce` : 'Write to Salesforce'
    case 'app/read-configuration':
      return 'Read its app’s configuration'
    default:
      return scopeKinds.find((kind) => kind.permission === permission)?.words ?? scope
  }
}

/** What of some scopes others do not hold, one by one and team by team. */
export function beyond(some: Scopes, others: Scopes): string[] {
  return Object.entries(some).flatMap(([permission, names]) => {
    const held = others[permission]
    if (held === undefined) return writeScopes({ [permission]: names })
    if (!held.length) return []
    const more = names.filter((name) => !held.includes(name))
    return names.length && !more.length ? [] : writeScopes({ [permission]: more })
  })
}

/** What is not complete yet; undefined when all is. */
export function scopesFault(scopes: Scopes): string | undefined {
  if (scopes['call/read']?.length === 0) return 'Choose the teams whose calls it can read.'
  if (scopes['crm/write']?.length === 0) return 'Enter the Salesforce fields it can write.'
  return undefined
}
