import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { keys } from '../api/keys'
import { time } from '../theme/tokens'

/** What waits for me; kept true while the page stays open. */
export const needsQuery = queryOptions({
  queryKey: keys.needs(),
  queryFn: async ({ signal }) => (await body(api.GET('/api/me/needs', { signal }))).items,
  refetchInterval: time.sessionCheck,
  refetchOnWindowFocus: 'always',
})
