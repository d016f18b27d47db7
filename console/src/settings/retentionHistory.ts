import type { AuditEntry } from '../governance/audit'
import { daysWords, kept, type Limits } from './retention'

type Change = AuditEntry['changes'][number]

const isOfTeam = ({ entity }: Change) => entity === 'TeamRetention'

/** What an entry changed of how long transcripts are kept. */
export const retentionChanges = (entry: AuditEntry) =>
  entry.changes.flatMap((change) => {
    const days = change.properties.Days
    if (!days && !(isOfTeam(change) && change.what !== 'changed')) return []
    if (!isOfTeam(change) && change.entity !== 'TranscriptRetention') return []
    const words = (value: unknown, isSet: boolean) => (isSet ? daysWords(value as number | null).toLowerCase() : 'default')
    return [
      {
        name: isOfTeam(change) ? `Transcripts of ${entry.names[change.id[0]!] ?? 'a team'}` : 'Transcripts',
        before: words(days?.before, !isOfTeam(change) || change.what !== 'added'),
        after: words(days?.after, change.what !== 'removed'),
      },
    ]
  })

/** What was set before an entry, as far as it changed it; everything else as it is now. */
export function retentionBefore(entry: AuditEntry, now: Limits): Limits {
  const byTeam = { ...now.byTeam }
  let { days } = now
  for (const change of entry.changes) {
    const before = (change.properties.Days?.before as number | null | undefined) ?? kept
    if (change.entity === 'TranscriptRetention' && change.properties.Days) days = before
    if (!isOfTeam(change)) continue
    if (change.what === 'added') delete byTeam[change.id[0]!]
    else byTeam[change.id[0]!] = before
  }
  return { days, byTeam }
}
