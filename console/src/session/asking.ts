import { useMutation, useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import type { Reason } from '../api/problem'
import { useMe } from './session'

/** Asks for a level of Insights for oneself, in the customer one is in. */
export function useAskFor() {
  const { customer } = useMe()
  return useMutation({
    mutationFn: (level: Shape<'InsightsRole'>) =>
      api.POST('/api/customers/{customer}/access-requests', { params: { path: { customer: customer?.slug ?? '' } }, body: { level } }),
  })
}

/** Why one may not do something, as the server explains it; until that is there, and where a role does not decide it, the sentence alone. */
export function useReason(refused: { sentence: string; permission: string; id?: string } | null, wanted: boolean): Reason | undefined {
  const { customer, email } = useMe()
  const reason = useQuery({
    queryKey: ['reason', customer?.slug, refused?.permission, refused?.id],
    queryFn: () =>
      body(
        api.GET('/api/customers/{customer}/explain', {
          params: { path: { customer: customer!.slug }, query: { person: email, permission: refused!.permission, id: refused!.id } },
        }),
      ),
    enabled: wanted && refused !== null && customer != null,
  })
  if (!refused) return undefined
  return reason.data?.allowed === false ? reason.data : { sentence: refused.sentence }
}
