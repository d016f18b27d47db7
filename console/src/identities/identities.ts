import { useQuery } from '@tanstack/react-query'
import { api, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'

export type Identity = Shape<'IdentityView'>
export type Unmatched = Shape<'UnmatchedIdentity'>
export type Proposed = Shape<'ProposedIdentity'>
export type Proved = Shape<'IdentityProved'>
export type MyIdentity = Shape<'MyIdentity'>
type Kind = Shape<'IdentityKind'>

/** What a change of an identity touches. */
export const ofIdentities: readonly Fact[] = ['identity', 'channel']

/** What an identity is, before its name: “Slack account”. */
export const kindWords: Record<Kind, string> = { slack: 'Slack account', recorder: 'Recorder address' }

/** What it is called, with the id that tells two of one name apart. */
export const idOf = ({ kind, external }: { kind: Kind; external: string }) => (kind === 'slack' ? external : undefined)

export const useIdentities = (customer: string) =>
  useQuery({
    queryKey: keys.identities(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/identities', { params: { path: { customer } } })),
  })

export const proposeIdentity = (customer: string, user: string, { kind, external }: Pick<Unmatched, 'kind' | 'external'>) =>
  api.POST('/api/customers/{customer}/users/{user}/identities', { params: { path: { customer, user } }, body: { kind, external } })

export const withdrawProposal = (customer: string, proposal: string) =>
  api.DELETE('/api/customers/{customer}/identities/proposals/{proposal}', { params: { path: { customer, proposal } } })

export const clearIdentity = (customer: string, identity: string, note: string) =>
  api.DELETE('/api/customers/{customer}/identities/{identity}', { params: { path: { customer, identity }, header: noted(note) } })

export const useMyIdentities = (enabled: boolean) =>
  useQuery({ queryKey: keys.myIdentities(), enabled, queryFn: () => body(api.GET('/api/me/identities')) })

export const askForCode = (address: string) => api.POST('/api/me/identities/codes', { body: { address } })

export const lookAtCode = (code: string) => body(api.POST('/api/me/identities/look', { body: { code } }))

export const proveIdentity = (code: string) => body(api.POST('/api/me/identities', { body: { code } }))

export const removeMyIdentity = (identity: string) => api.DELETE('/api/me/identities/{identity}', { params: { path: { identity } } })

export const declineIdentity = (proposal: string) =>
  api.DELETE('/api/me/identities/proposals/{proposal}', { params: { path: { proposal } } })
