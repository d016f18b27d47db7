import { queryOptions } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { time } from '../theme/tokens'

export type Today = Shape<'TodayView'>

/** What waits for me; kept true while the page stays open. */
export const needsQuery = queryOptions({
  queryKey: keys.needs(),
  queryFn: async ({ signal }) => (await body(api.GET('/api/me/needs', { signal }))).items,
  refetchInterval: time.sessionCheck,
  refetchOnWindowFocus: 'always',
})

/** My latest calls, next steps that are due, comments to answer. */
export const todayQuery = queryOptions({
  queryKey: keys.today(),
  queryFn: ({ signal }) => body(api.GET('/api/me/today', { signal })),
  refetchInterval: time.sessionCheck,
  refetchOnWindowFocus: 'always',
})

/** What to set up or try first in my role. */
export const firstStepsQuery = queryOptions({
  queryKey: keys.firstSteps(),
  queryFn: async ({ signal }) => (await body(api.GET('/api/me/first-steps', { signal }))).items,
  refetchOnWindowFocus: 'always',
})
