import { useQuery } from '@tanstack/react-query'
import { api, asked, asSeen, body, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import type { Request } from '../directory/requests'

export type Kind = Shape<'AskedKind'>
export type Less = Shape<'Narrower'>
export type Wish = Shape<'NewRequest'>

/** What deciding about a request touches. */
export const ofRequests: readonly Fact[] = ['level', 'role', 'tenant', 'request', 'person']

/** The permission by which a request is decided, as the law writes it. */
export const decidedBy: Record<Kind, string> = {
  level: 'access-level/approve',
  'customer-admin': 'role/assign',
  'custom-role': 'role/assign',
  tenants: 'tenant/assign',
}

/** Approves a request, as it is or narrower. */
export function approve(customer: string, request: Request, less: Less, note: string, way?: Way) {
  const header = { ...asSeen(request, way), ...noted(note) }
  const of = { params: { path: { customer, request: request.id }, header, query: asked(way) }, body: less }
  if (request.kind === 'level') return api.POST('/api/customers/{customer}/access-requests/{request}/approve', of)
  if (request.kind === 'tenants') return api.POST('/api/customers/{customer}/access-requests/{request}/approve-tenants', of)
  return api.POST('/api/customers/{customer}/access-requests/{request}/approve-role', of)
}

/** Declines a request, with a reason that its requester reads. */
export function decline(customer: string, request: Request, reason: string) {
  const of = { params: { path: { customer, request: request.id } }, body: { reason } }
  if (request.kind === 'level') return api.POST('/api/customers/{customer}/access-requests/{request}/decline', of)
  if (request.kind === 'tenants') return api.POST('/api/customers/{customer}/access-requests/{request}/decline-tenants', of)
  return api.POST('/api/customers/{customer}/access-requests/{request}/decline-role', of)
}

export const withdraw = (customer: string, request: Request) =>
  api.POST('/api/customers/{customer}/access-requests/{request}/withdraw', {
    params: { path: { customer, request: request.id } },
  })

export const ask = (customer: string, wish: Wish, note: string) =>
  api.POST('/api/customers/{customer}/access-requests', { params: { path: { customer }, header: noted(note) }, body: wish })

/** What may be asked for, for oneself or for somebody one manages. */
export function useChoices(customer: string, user: string | undefined, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: keys.requestChoices(customer, user ?? null),
    queryFn: () => body(api.GET('/api/customers/{customer}/access-requests/choices', { params: { path: { customer }, query: { user } } })),
  })
}
