import { useQueryClient } from '@tanstack/react-query'
import type { User } from '../directory/directory'
import { stillStands } from '../ui/form/seen'
import { choicesQuery, giveLevel, type Level } from './levels'

/** Gives somebody the level back that they had before, while they still hold the one they were given since. */
export function useBackToLevel(customer: string) {
  const queries = useQueryClient()
  return async (before: User, given: Level, note: string) => {
    const now = await queries.fetchQuery({ ...choicesQuery(customer, before.id), staleTime: 0 })
    stillStands(now.holds === given)
    return giveLevel(customer, {
      user: before.id,
      level: before.insights,
      until: before.insightsUntil ?? undefined,
      teams: before.insights === 'editor' ? before.editorOf?.map(({ slug }) => slug) : undefined,
      note,
      revision: now.revision,
    })
  }
}
