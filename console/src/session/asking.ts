import { useMutation } from '@tanstack/react-query'
import { api, type Shape } from '../api/client'
import { useMe } from './session'

/** Asks for a level of Insights for oneself, in the customer one is in. */
export function useAskFor() {
  const { customer } = useMe()
  return useMutation({
    mutationFn: (level: Shape<'InsightsRole'>) =>
      api.POST('/api/customers/{customer}/access-requests', { params: { path: { customer: customer?.slug ?? '' } }, body: { level } }),
  })
}
