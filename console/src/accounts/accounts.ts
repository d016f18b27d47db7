import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'

export type Account = Shape<'AccountItem'>

export const accountFilters = ['mine', 'text'] as const

/** The accounts of the calls that one sees; with `mine`, of one’s own calls alone. */
export function useAccounts({ mine, text }: Record<(typeof accountFilters)[number], string | null>) {
  return usePages(keys.callAccounts({ mine, text }), (cursor) =>
    body(api.GET('/api/accounts', { params: { query: { mine: mine ? true : undefined, text: text ?? undefined, cursor } } })),
  )
}
