import { useQuery } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useSettled } from '../ui/hooks/settled'

export type Retention = Shape<'RetentionView'>
export type RetentionPreview = Shape<'RetentionPreview'>

/** What is set: days by team, the organization's own beside; `kept` stands for no days. */
export interface Limits {
  days: number
  byTeam: Record<string, number>
}

/** Transcripts are kept: no number of days. */
export const kept = 0

/** A number of days in words, as far as it has better ones. */
export function daysWords(days: number | null | undefined): string {
  if (!days) return 'Kept'
  if (days % 365 === 0) return days === 365 ? '1 year' : `${days / 365} years`
  return `${days.toLocaleString()} days`
}

/** What can be chosen, with what is set now if it is another. */
export const choices = (now: number): [number, string][] =>
  [...new Set([kept, 30, 60, 90, 180, 365, 730, 1095, 1825, 2555, 3650, now])]
    .sort((one, other) => one - other)
    .map((days) => [days, days === kept ? 'Keep transcripts' : `Delete after ${daysWords(days)}`])

/** What is set now. */
export const limitsOf = ({ days, teams }: Retention): Limits => ({
  days: days ?? kept,
  byTeam: Object.fromEntries(teams.filter(({ own }) => own).map((team) => [team.id, team.days ?? kept])),
})

const sent = ({ days, byTeam }: Limits) => ({
  days: days || null,
  byTeam: Object.entries(byTeam).map(([team, some]) => ({ team, days: some || null })),
})

const retentionQuery = (customer: string) => ({
  queryKey: keys.retention(customer),
  queryFn: () => body(api.GET('/api/customers/{customer}/settings/retention', { params: { path: { customer } } })),
})

export const useRetention = (customer: string) => useQuery(retentionQuery(customer))

export const fetchRetention = (customer: string) => retentionQuery(customer).queryFn()

/** Which transcripts a change would delete sooner; null: nothing is asked. */
export function useRetentionPreview(customer: string, limits: Limits | null) {
  const what = limits && JSON.stringify(limits)
  const settled = useSettled(what)
  const query = useQuery({
    queryKey: keys.retentionPreview(customer, settled),
    queryFn: () =>
      body(
        api.POST('/api/customers/{customer}/settings/retention/preview', {
          params: { path: { customer } },
          body: sent(JSON.parse(settled!) as Limits),
        }),
      ),
    enabled: what !== null && settled === what,
    gcTime: 0,
    retry: false,
  })
  const current = what !== null && settled === what
  return {
    shown: current ? query.data : undefined,
    error: current ? query.error : null,
    refresh: () => void query.refetch(),
  }
}

export const editRetention = (customer: string, seen: Retention, limits: Limits, confirms: string | null | undefined, note: string) =>
  body(
    api.PUT('/api/customers/{customer}/settings/retention', {
      params: { path: { customer }, header: { ...asSeen(seen), ...noted(note) } },
      body: { ...sent(limits), confirms },
    }),
  )
