import type { AuditEntry } from './audit'
import { actorOf } from './sentence'

/** Neighbours that tell the same ordinary thing are together: sign-ins, three and more. */
export function grouped(entries: AuditEntry[]): (AuditEntry | AuditEntry[])[] {
  const groups: AuditEntry[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    const alike = entry.act === 'SignIn' && !entry.refused
    if (alike && last?.[0]?.act === 'SignIn' && !last[0].refused) last.push(entry)
    else groups.push([entry])
  }
  return groups.flatMap((group): (AuditEntry | AuditEntry[])[] => (group.length > 2 ? [group] : group))
}

/** What is known of the things that an entry names, by their places in its changes: whatever has a page of its own. */
export function kindsOf(entry: AuditEntry): Map<string, 'person' | 'team' | 'integrationUser'> {
  const kinds = new Map<string, 'person' | 'team' | 'integrationUser'>()
  const places: Record<string, ('person' | 'team' | 'integrationUser' | undefined)[]> = {
    User: ['person'],
    Team: ['team'],
    IntegrationUser: ['integrationUser'],
    TeamMember: ['team', 'person'],
    EditorTeam: ['person', 'team'],
    UserCustomRole: ['person'],
    UserTenant: ['person'],
  }
  for (const { entity, id } of entry.changes)
    places[entity]?.forEach((kind, place) => {
      const named = id[place]
      if (kind && named) kinds.set(named, kind)
    })
  const actor = actorOf(entry)
  if (actor !== entry.actor || entry.actor.kind === 'user') kinds.set(actor.id, 'person')
  if (entry.actor.kind === 'integration-user') kinds.set(entry.actor.id, 'integrationUser')
  return kinds
}
