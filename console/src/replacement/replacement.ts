import { useQuery } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'

export type Replacements = Shape<'ReplacementsView'>
export type Replacement = Shape<'ReplacementView'>

/** What confirming and withdrawing touches. */
export const ofReplacement: readonly Fact[] = ['level', 'request']

export const useReplacement = (customer: string) =>
  useQuery({
    queryKey: keys.replacement(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/organization-admin/replacement', { params: { path: { customer } } })),
  })

/** The proposal an act is on, as it was seen. */
const on = (customer: string, proposal: Replacement, note = '') => ({
  path: { customer, proposal: proposal.id },
  header: { ...asSeen(proposal), ...noted(note) },
})

export const confirmReplacement = (customer: string, proposal: Replacement, note: string) =>
  api.POST('/api/customers/{customer}/organization-admin/replacement/{proposal}/confirm', { params: on(customer, proposal, note) })

export const withdrawReplacement = (customer: string, proposal: Replacement, reason: string) =>
  api.POST('/api/customers/{customer}/organization-admin/replacement/{proposal}/withdraw', {
    params: on(customer, proposal),
    body: { reason },
  })
