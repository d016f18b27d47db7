import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChange, usePages } from '../api/queries'
import { dawn, untilEndOf } from '../ui/shown/days'
import { timecode } from '../ui/shown/Moment'

export type CallListed = Shape<'CallItem'>
export type Call = Shape<'CallView'>
export type Line = Shape<'SummaryLineView'>
export type Turn = Shape<'TurnView'>

/** How a turn is named: its moment, or its number where the recording had no times. */
export function turnName({ turn, at }: { turn: number; at?: number | null }): string {
  return at == null ? `no. ${turn + 1}` : timecode(at)
}

export const callFilters = ['mine', 'team', 'person', 'account', 'since', 'until', 'text'] as const
export type CallFilterName = (typeof callFilters)[number]

export function useCalls({ mine, team, person, account, since, until, text }: Record<CallFilterName, string | null>) {
  return usePages(keys.calls({ mine, team, person, account, since, until, text }), (cursor) =>
    body(
      api.GET('/api/calls', {
        params: {
          query: {
            mine: mine ? true : undefined,
            team: team ?? undefined,
            person: person ?? undefined,
            account: account ?? undefined,
            from: since ? dawn(since) : undefined,
            to: until ? untilEndOf(until) : undefined,
            text: text ?? undefined,
            cursor,
          },
        },
      }),
    ),
  )
}

export const callQuery = (id: string) =>
  queryOptions({ queryKey: keys.call(id), queryFn: ({ signal }) => body(api.GET('/api/calls/{id}', { params: { path: { id } }, signal })) })

export function useTranscript(id: string, allowed: boolean) {
  return useQuery({
    queryKey: keys.transcript(id),
    queryFn: ({ signal }) => body(api.GET('/api/calls/{id}/transcript', { params: { path: { id } }, signal })),
    enabled: allowed,
    staleTime: 5 * 60_000,
  })
}

/** Tells the server that the summary was opened; the list and the bell show it. */
export const useReadCall = () => useChange((id: string) => api.POST('/api/calls/{id}/read', { params: { path: { id } } }), 'read')

/** An answer to a question about one call or all that the asker may see; asked once, kept while the page lives. */
export function useAnswer(question: string | null, call?: string) {
  return useQuery({
    queryKey: keys.answer(call ?? null, question),
    queryFn: ({ signal }) => body(api.POST('/api/ask', { body: { question: question ?? '', call }, signal })),
    enabled: !!question,
    staleTime: Infinity,
    retry: false,
  })
}
