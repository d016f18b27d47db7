import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, asked, asSeen, body, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { listed } from '../ui/shown/words'

export type Level = Shape<'InsightsRole'>
export type Holders = Shape<'LevelHolders'>
export type Levels = Shape<'LevelsView'>
export type Choice = Shape<'LevelChoice'>
export type Team = Shape<'ThingView'>

/** What each level lets one do; none of them gives access to a call. */
export const lets: Record<Level, string> = {
  'organization-admin': 'Gives every level, sets up teams, approves requests and integrations.',
  editor: 'Decides where notifications go, and sets up workflows, pipelines and reports.',
  'user-admin': 'Invites people, keeps the directory, gives seats and the two lower levels.',
  'default-user': 'Default for everyone: the calls they own, or see through a team, a channel or a colleague.',
}

/** What an Editor’s grant reaches, in words; the other levels name no teams. */
export function reach(level: Level, teams: Team[] | null | undefined): string | undefined {
  if (level !== 'editor') return undefined
  return `for ${teams ? listed(teams.map(({ name }) => name)) : 'the whole organization'}`
}

/** What giving a level, and deciding about one, touches. */
export const ofLevels: readonly Fact[] = ['level', 'request']

export function useLevels(customer: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.levels(customer),
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/levels', { params: { path: { customer } }, signal })),
  })
}

/** Which levels one can give a person and how; asked again for each person, because it decides what the form offers. */
export const choicesQuery = (customer: string, user: string) =>
  queryOptions({
    queryKey: keys.levelChoices(customer, user),
    queryFn: ({ signal }) =>
      body(api.GET('/api/customers/{customer}/users/{user}/level', { params: { path: { customer, user } }, signal })),
    staleTime: 0,
  })

/** The headers of an act: why it is done, and what one saw when one decided. */
const header = (note: string, revision: number, way?: Way) => ({ ...asSeen({ revision }, way), ...noted(note) })

interface Given {
  user: string
  level: Level
  until?: string
  /** By their short names; none: the whole organization. */
  teams?: string[]
  note: string
  revision: number
}

/** Gives a level; what comes back says whether the person has it now, or whether it is a request. */
export const giveLevel = (customer: string, { user, note, revision, teams, ...given }: Given, way?: Way) =>
  api.PUT('/api/customers/{customer}/users/{user}/level', {
    params: { path: { customer, user }, query: asked(way), header: header(note, revision, way) },
    body: { ...given, teams: teams ?? undefined },
  })
