import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { usePages } from '../api/queries'
import { useSeen } from '../ui/seen'

export type Team = Shape<'TeamSettings'>
export type Channel = Team['channels'][number]

/** The teams of a customer whose notes one decides about; the archived ones when asked for. */
export function useTeams(customer: string, archived = false, enabled = true) {
  return usePages(
    ['teams', customer, { archived }],
    () => body(api.GET('/api/customers/{customer}/teams', { params: { path: { customer }, query: { archived: archived || undefined } } })),
    enabled,
  )
}

/** Who is in a team, by name; a page at a time. */
export function useMembers(customer: string, team: string, text: string | null, enabled = true) {
  return usePages(
    ['team', customer, team, 'members', text],
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/teams/{team}/members', {
          params: { path: { customer, team }, query: { text: text ?? undefined, cursor } },
        }),
      ),
    enabled,
  )
}

/** What a note of the team's calls looks like, on one that the reader sees. */
export const previewQuery = (customer: string, team: string) =>
  queryOptions({
    queryKey: ['team', customer, team, 'preview'],
    queryFn: () => body(api.GET('/api/customers/{customer}/teams/{team}/destination/preview', { params: { path: { customer, team } } })),
  })

/** What teams are called, for whoever has their short names. */
export function useTeamNames(customer: string) {
  const teams = useTeams(customer)
  return (slug: string) => teams.items.find((team) => team.slug === slug)?.name ?? slug
}

export const teamQuery = (customer: string, team: string) =>
  queryOptions({
    queryKey: ['team', customer, team],
    queryFn: () => body(api.GET('/api/customers/{customer}/teams/{team}', { params: { path: { customer, team } } })),
  })

/** A change of teams: done, everything that shows teams, and calls by them, is asked for again. */
function useTeamChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all([['teams'], ['team'], ['calls'], ['user']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

export function useCreateTeam(customer: string) {
  return useTeamChange(({ name, slug, note }: { name: string; slug: string; note: string }) =>
    body(
      api.POST('/api/customers/{customer}/teams', {
        params: { path: { customer } },
        body: { name, slug: slug.trim() || null },
        headers: noted(note),
      }),
    ),
  )
}

export function useRenameTeam(customer: string) {
  return useTeamChange(({ team, name, note }: { team: Team; name: string; note: string }) =>
    api.PATCH('/api/customers/{customer}/teams/{team}', {
      params: { path: { customer, team: team.id } },
      body: { name },
      headers: { ...noted(note), ...asSeen(team) },
    }),
  )
}

export function useArchiveTeam(customer: string) {
  return useTeamChange(({ team, archived, note }: { team: Team; archived: boolean; note: string }) =>
    api.PUT('/api/customers/{customer}/teams/{team}/archived', {
      params: { path: { customer, team: team.id } },
      body: { archived },
      headers: { ...noted(note), ...asSeen(team) },
    }),
  )
}

/** A team as it was when a form about it was opened, and how to take it as it is now. */
export function useSeenTeam(customer: string, team: Team, open: boolean) {
  const queries = useQueryClient()
  return useSeen(team, open, () => queries.fetchQuery({ ...teamQuery(customer, team.id), staleTime: 0 }))
}

export interface Move {
  user: string
  note: string
}

export function useAddMember(customer: string, team: string) {
  return useTeamChange(({ user, note }: Move) =>
    api.PUT('/api/customers/{customer}/teams/{team}/members/{user}', { params: { path: { customer, team, user } }, headers: noted(note) }),
  )
}

export function useRemoveMember(customer: string, team: string) {
  return useTeamChange(({ user, note }: Move) =>
    api.DELETE('/api/customers/{customer}/teams/{team}/members/{user}', {
      params: { path: { customer, team, user } },
      headers: noted(note),
    }),
  )
}

export function useMoveMember(customer: string, team: string) {
  return useTeamChange(({ user, to, note }: Move & { to: string }) =>
    api.POST('/api/customers/{customer}/teams/{team}/members/{user}/move', {
      params: { path: { customer, team, user } },
      body: { team: to },
      headers: noted(note),
    }),
  )
}

/** The id in what one pasted: a link such as https://….slack.com/archives/C0123ABCD, or the id itself. */
const channelId = (pasted: string) => /^https:\/\/[^/]+\/(?:archives|client\/[^/]+)\/([A-Z0-9]+)/.exec(pasted.trim())?.[1] ?? pasted.trim()

export function useBindChannel(customer: string, team: string) {
  return useTeamChange(({ slackId, name, note }: { slackId: string; name: string; note: string }) =>
    body(
      api.POST('/api/customers/{customer}/teams/{team}/channels', {
        params: { path: { customer, team } },
        body: { slackId: channelId(slackId), name: name.trim().replace(/^#/, '') },
        headers: noted(note),
      }),
    ),
  )
}

export function useUnbindChannel(customer: string, team: string) {
  return useTeamChange(({ channel, note }: { channel: string; note: string }) =>
    api.DELETE('/api/customers/{customer}/teams/{team}/channels/{channel}', {
      params: { path: { customer, team, channel } },
      headers: noted(note),
    }),
  )
}

export interface DestinationChange {
  team: Team
  messageOwner: boolean
  channel: string | null
  note: string
}

export function useSetDestination(customer: string) {
  return useTeamChange(({ team, messageOwner, channel, note }: DestinationChange) =>
    api.PUT('/api/customers/{customer}/teams/{team}/destination', {
      params: { path: { customer, team: team.id } },
      body: { messageOwner, channel },
      headers: { ...noted(note), ...asSeen(team) },
    }),
  )
}

/** Binds channels again that a team had, and sets its destination as it was: what archiving and unbinding take with them. */
export function useBringBack(customer: string, { id }: Team) {
  const queries = useQueryClient()
  const { mutateAsync: bind } = useBindChannel(customer, id)
  const { mutateAsync: set } = useSetDestination(customer)
  return async (channels: Channel[], was: Team, note: string) => {
    for (const { slackId, name } of channels) await bind({ slackId, name, note })
    const team = await queries.fetchQuery({ ...teamQuery(customer, id), staleTime: 0 })
    const channel = was.destinationChannel ?? null
    const same = team.messageOwner === was.messageOwner && (team.destinationChannel ?? null) === channel
    if (!same) await set({ team, messageOwner: was.messageOwner, channel, note })
  }
}

/** Where a team's notes go, in words. */
export function destinationWords(team: Team): string {
  if (team.archived) return 'nowhere, it is archived'
  const channel = team.channels.find(({ id }) => id === team.destinationChannel)
  const places = [team.messageOwner && 'message to the owner', channel && `#${channel.name}`].filter(Boolean)
  return places.length ? places.join(' and ') : 'inbox only'
}
