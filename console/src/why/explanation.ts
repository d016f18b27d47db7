import { useQuery } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { keys } from '../api/keys'

export interface Question {
  person: string
  permission: string
  id: string | null
  tenant: string | null
  team: string | null
}

/** Why someone may or may not; asked of the server by the same path that decides. */
export function useExplanation(customer: string, question: Question | null) {
  return useQuery({
    queryKey: keys.explanation(customer, question && { ...question }),
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/customers/{customer}/explain', {
          params: {
            path: { customer },
            query: {
              person: question!.person,
              permission: question!.permission,
              id: question!.id ?? undefined,
              tenant: question!.tenant ?? undefined,
              team: question!.team ?? undefined,
            },
          },
          signal,
        }),
      ),
    enabled: question !== null,
    staleTime: 0,
  })
}
