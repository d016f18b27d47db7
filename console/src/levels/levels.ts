import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { usePages } from '../api/queries'

export type Level = Shape<'InsightsRole'>
export type Holders = Shape<'LevelHolders'>
export type Levels = Shape<'LevelsView'>
export type Choice = Shape<'LevelChoice'>
export type Request = Shape<'RequestView'>
export type Team = Shape<'Called'>

/** What each level lets one do; none of them gives sight of a call. */
export const lets: Record<Level, string> = {
  'organization-admin': 'Gives every level, sets up teams, approves requests and integrations.',
  editor: 'Decides where notes go, and sets up workflows, pipelines and reports.',
  'user-admin': 'Invites people, keeps the directory, gives seats and the two lower levels.',
  'default-user': 'Where everybody begins: the calls they own, or see through a team, a channel or a colleague.',
}

/** “Renewals, Sales and Support”. */
export const listed = (names: string[]) => new Intl.ListFormat('en-GB').format(names)

/** What an Editor’s grant reaches, in words; the other levels name no teams. */
export function reach(level: Level, teams: Team[] | null | undefined): string | undefined {
  if (level !== 'editor') return undefined
  return `for ${teams ? listed(teams.map(({ name }) => name)) : 'the whole organization'}`
}

export function useLevels(customer: string) {
  return useQuery({
    queryKey: ['levels', customer],
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/levels', { params: { path: { customer } }, signal })),
  })
}

/** Which levels one can give a person and how; asked anew for each person, because it decides what the form offers. */
export function useChoices(customer: string, user: string | null) {
  return useQuery({
    queryKey: ['levels', customer, user],
    queryFn: ({ signal }) =>
      body(api.GET('/api/customers/{customer}/users/{user}/level', { params: { path: { customer, user: user! } }, signal })),
    enabled: user !== null,
    staleTime: 0,
  })
}

export const requestStates = ['open', 'approved', 'declined'] as const

export function useRequests(customer: string, state: string | null, enabled = true) {
  return usePages(
    ['requests', customer, state],
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/access-requests', {
          params: { path: { customer }, query: { state: state ?? undefined, cursor } },
        }),
      ),
    enabled,
  )
}

/** Asks again for everything that shows who holds what: after an act, and where somebody else acted. */
export function useLevelsAgain() {
  const queries = useQueryClient()
  return () =>
    Promise.all([['levels'], ['requests'], ['users'], ['user'], ['needs']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** The headers of an act: why it is done, and what one saw when one decided. */
function header(note: string, revision: number) {
  return { ...asSeen({ revision }), ...noted(note) }
}

interface Given {
  user: string
  level: Level
  until?: string
  teams?: string[]
  note: string
  revision: number
}

/** Gives a level; what comes back says whether the person has it now, or whether it is a request. */
export function useGiveLevel(customer: string) {
  return useMutation({
    mutationFn: ({ user, note, revision, ...given }: Given) =>
      body(
        api.PUT('/api/customers/{customer}/users/{user}/level', {
          params: { path: { customer, user }, header: header(note, revision) },
          body: given,
        }),
      ),
    onSuccess: useLevelsAgain(),
  })
}

interface Decided {
  request: Request
  note: string
}

export function useApprove(customer: string) {
  return useMutation({
    mutationFn: ({ request, note }: Decided) =>
      api.POST('/api/customers/{customer}/access-requests/{request}/approve', {
        params: { path: { customer, request: request.id }, header: header(note, request.revision) },
      }),
    onSuccess: useLevelsAgain(),
  })
}

export function useDecline(customer: string) {
  return useMutation({
    mutationFn: ({ request, note }: Decided) =>
      api.POST('/api/customers/{customer}/access-requests/{request}/decline', {
        params: { path: { customer, request: request.id }, header: header(note, request.revision) },
      }),
    onSuccess: useLevelsAgain(),
  })
}
