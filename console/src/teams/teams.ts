import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, asSeen, body, confirmed, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages, whole } from '../api/queries'

export type Team = Shape<'TeamSettings'>
export type Stranger = Shape<'StrangerView'>
export type Channel = Team['channels'][number]

/** The teams of a customer whose notifications one decides about; the archived ones when asked for. */
export function useTeams(customer: string, archived = false, enabled = true) {
  return usePages(
    keys.teams(customer, { archived }),
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/teams', { params: { path: { customer }, query: { archived: archived || undefined, cursor } } }),
      ),
    enabled,
  )
}

/** All teams in use that one decides about: to choose from, and to name those that are told by their short names. */
export function useAllTeams(customer: string, enabled = true) {
  const teams = useQuery({
    queryKey: keys.teams(customer, { all: true }),
    queryFn: ({ signal }) =>
      whole((cursor) => body(api.GET('/api/customers/{customer}/teams', { params: { path: { customer }, query: { cursor } }, signal }))),
    enabled,
  })
  return { ...teams, items: teams.data?.items ?? [] }
}

/** Who is in a team, by name; a page at a time. */
export function useMembers(customer: string, team: string, text: string | null, enabled = true) {
  return usePages(
    keys.teamMembers(customer, team, text),
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/teams/{team}/members', {
          params: { path: { customer, team }, query: { text: text ?? undefined, cursor } },
        }),
      ),
    enabled,
  )
}

/** Who is in a channel as Slack last said, by name; a page at a time. */
export function useChannelMembers(customer: string, team: string, channel: string) {
  return usePages(keys.channelMembers(customer, team, channel), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/teams/{team}/channels/{channel}/members', {
        params: { path: { customer, team, channel }, query: { cursor } },
      }),
    ),
  )
}

/** What a note of the team's calls looks like, on one that the reader sees. */
export const previewQuery = (customer: string, team: string) =>
  queryOptions({
    queryKey: keys.teamPreview(customer, team),
    queryFn: () => body(api.GET('/api/customers/{customer}/teams/{team}/destination/preview', { params: { path: { customer, team } } })),
  })

/** How many of the team's notifications somebody marked as not useful lately. */
export const feedbackQuery = (customer: string, team: string) =>
  queryOptions({
    queryKey: keys.teamFeedback(customer, team),
    queryFn: () => body(api.GET('/api/customers/{customer}/teams/{team}/destination/feedback', { params: { path: { customer, team } } })),
  })

/** What teams are called, for whoever has their short names. */
export function useTeamNames(customer: string) {
  const teams = useAllTeams(customer)
  return (slug: string) => teams.items.find((team) => team.slug === slug)?.name ?? slug
}

export const teamQuery = (customer: string, team: string) =>
  queryOptions({
    queryKey: keys.team(customer, team),
    queryFn: () => body(api.GET('/api/customers/{customer}/teams/{team}', { params: { path: { customer, team } } })),
  })

/** What changing a team touches. */
export const ofTeam: readonly Fact[] = ['team', 'channel']

/** Asks for a team as it is now. */
export function useFetchTeam(customer: string, team: string) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...teamQuery(customer, team), staleTime: 0 })
}

export const createTeam = (customer: string, { name, slug, note }: { name: string; slug: string; note: string }) =>
  body(
    api.POST('/api/customers/{customer}/teams', {
      params: { path: { customer } },
      body: { name, slug: slug.trim() || null },
      headers: noted(note),
    }),
  )

/** The headers of a change of a team: why, and which state of it was seen. */
const header = (note: string, team: Team) => ({ ...noted(note), ...asSeen(team) })

export const renameTeam = (customer: string, team: Team, name: string, note: string) =>
  api.PATCH('/api/customers/{customer}/teams/{team}', {
    params: { path: { customer, team: team.id } },
    body: { name },
    headers: header(note, team),
  })

export const setArchived = (customer: string, team: Team, archived: boolean, note: string, way?: Way) =>
  api.PUT('/api/customers/{customer}/teams/{team}/archived', {
    params: { path: { customer, team: team.id }, query: asked(way) },
    body: { archived },
    headers: { ...header(note, team), ...confirmed(way) },
  })

/** Somebody’s membership in a team, both by id. */
const membership = (customer: string, team: string, user: string, note: string, way?: Way) => ({
  params: { path: { customer, team, user }, query: asked(way) },
  headers: { ...noted(note), ...confirmed(way) },
})

export const addMember = (customer: string, team: string, user: string, note: string, way?: Way) =>
  api.PUT('/api/customers/{customer}/teams/{team}/members/{user}', membership(customer, team, user, note, way))

export const removeMember = (customer: string, team: string, user: string, note: string, way?: Way) =>
  api.DELETE('/api/customers/{customer}/teams/{team}/members/{user}', membership(customer, team, user, note, way))

/** Moves somebody from one team to another, both by id. */
export const moveMember = (customer: string, from: string, to: string, user: string, note: string, way?: Way) =>
  api.POST('/api/customers/{customer}/teams/{team}/members/{user}/move', {
    ...membership(customer, from, user, note, way),
    body: { team: to },
  })

/** The id in what one pasted: a link such as https://….slack.com/archives/C0123ABCD, or the id itself. */
export const channelId = (pasted: string) =>
  /^https:\/\/[^/]+\/(?:archives|client\/[^/]+)\/([A-Z0-9]+)/.exec(pasted.trim())?.[1] ?? pasted.trim()

export const bindChannel = (customer: string, team: string, { slackId, name, note }: { slackId: string; name: string; note: string }) =>
  body(
    api.POST('/api/customers/{customer}/teams/{team}/channels', {
      params: { path: { customer, team } },
      body: { slackId: channelId(slackId), name: name.trim().replace(/^#/, '') },
      headers: noted(note),
    }),
  )

export const unbindChannel = (customer: string, team: string, channel: string, note: string) =>
  api.DELETE('/api/customers/{customer}/teams/{team}/channels/{channel}', {
    params: { path: { customer, team, channel } },
    headers: noted(note),
  })

export interface Destination {
  messageOwner: boolean
  channel: string | null
}

export const destinationOf = ({ messageOwner, destinationChannel }: Team): Destination => ({
  messageOwner,
  channel: destinationChannel ?? null,
})

export const setDestination = (customer: string, team: Team, destination: Destination, note: string) =>
  api.PUT('/api/customers/{customer}/teams/{team}/destination', {
    params: { path: { customer, team: team.id } },
    body: destination,
    headers: header(note, team),
  })

/** Binds channels again that a team had, and sets its destination as it was: what archiving and unbinding remove with them. */
export function useBringBack(customer: string, { id }: Team) {
  const fetch = useFetchTeam(customer, id)
  return async (channels: Channel[], was: Team, note: string) => {
    for (const { slackId, name } of channels) await bindChannel(customer, id, { slackId, name, note })
    const now = await fetch()
    const [wanted, set] = [destinationOf(was), destinationOf(now)]
    if (wanted.channel !== set.channel || wanted.messageOwner !== set.messageOwner) await setDestination(customer, now, wanted, note)
  }
}

/** Where a team's notifications go, in words. */
export function destinationWords(team: Team): string {
  if (team.archived) return 'none, archived'
  const channel = team.channels.find(({ id }) => id === team.destinationChannel)
  const places = [team.messageOwner && 'message to the owner', channel && `#${channel.name}`].filter(Boolean)
  return places.length ? places.join(' and ') : 'inbox only'
}
