import { useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import type { ToneName } from '../theme/tokens'
import { dawn, dayName, inDays, untilEndOf, type Span } from '../ui/shown/days'
import type { SectionName } from './audit'

export type AccessChange = Shape<'AccessChange'>

/** What is looked at while nobody chose: seven days, up to today or the day to end with. */
export function thisWeek({ since, until }: Span): Span {
  return { since: since ?? inDays(-6, until ? new Date(`${until}T00:00:00`) : undefined), until }
}

/** Who gained and lost what, as the server works it out of the audit log. */
export function useAccessChanges(customer: string, section: SectionName, { since, until }: Span) {
  return useQuery({
    queryKey: keys.accessChanges(customer, section, { since, until }),
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/customers/{customer}/audit/access', {
          params: {
            path: { customer },
            query: { section, from: since ? dawn(since) : undefined, to: until ? untilEndOf(until) : undefined },
          },
          signal,
        }),
      ),
  })
}

const kinds: Record<AccessChange['kind'], string> = {
  place: 'Active',
  'connect-role': 'Connect role',
  'connect-role-end': 'Connect role ends',
  'custom-role': 'Custom role',
  tenant: 'Tenant',
  level: 'Insights level',
  'level-end': 'Insights level ends',
  'editor-of-teams': 'Editor of',
  'editor-team': 'Editor of the team',
  team: 'Team',
  seat: 'Seat',
  key: 'Key',
  'key-end': 'Key expires',
  scopes: 'Scopes',
  approval: 'Approval',
  owner: 'Owner',
  app: 'App on the custom role',
}

const ends: AccessChange['kind'][] = ['connect-role-end', 'level-end', 'key-end']

/** Kinds of which there is one value, and it is worth reading what it was and is. */
const valued: AccessChange['kind'][] = ['connect-role', 'level', 'editor-of-teams', 'scopes', 'owner', ...ends]

/** “Connect role: User → Customer Admin”, “Team: sales”. */
export function changeWords({ kind, thingId, thing, before, after, effect }: AccessChange): string {
  const say = (value: string | null | undefined) =>
    ends.includes(kind) ? (value ? dayName(value.slice(0, 10)) : 'never') : (value ?? 'none')
  if (valued.includes(kind)) {
    const what = thingId ? `${kinds[kind]} (${thing ?? 'deleted'})` : kinds[kind]
    return effect === 'as-before' ? `${what}: ${say(after)}` : `${what}: ${say(before)} → ${say(after)}`
  }
  return thingId ? `${kinds[kind]}: ${thing ?? 'deleted'}` : kinds[kind]
}

export const effects: Record<AccessChange['effect'], { word: string; tone: ToneName }> = {
  gained: { word: 'Gained', tone: 'good' },
  lost: { word: 'Lost', tone: 'attention' },
  changed: { word: 'Changed', tone: 'info' },
  'as-before': { word: 'Unchanged', tone: 'neutral' },
}
