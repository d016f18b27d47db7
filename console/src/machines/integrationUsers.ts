import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape, asked, confirmed, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'

export type IntegrationUser = Shape<'IntegrationUserView'>
export type Key = Shape<'KeyView'>
export type KeyMade = Shape<'KeyMade'>

/** The integration users of a customer, by name; a page at a time. */
export function useIntegrationUsers(customer: string) {
  return usePages(keys.integrationUsers(customer), (cursor) =>
    body(api.GET('/api/customers/{customer}/integration-users', { params: { path: { customer }, query: { cursor } } })),
  )
}

const integrationUserQuery = (customer: string, integrationUser: string) =>
  queryOptions({
    queryKey: keys.integrationUser(customer, integrationUser),
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/customers/{customer}/integration-users/{integrationUser}', {
          params: { path: { customer, integrationUser } },
          signal,
        }),
      ),
  })

export function useIntegrationUser(customer: string, integrationUser: string) {
  return useQuery(integrationUserQuery(customer, integrationUser))
}

/** Asks for one integration user as it is now. */
export function useFetchIntegrationUser(customer: string, integrationUser: IntegrationUser) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...integrationUserQuery(customer, integrationUser.id), staleTime: 0 })
}

/** What changing an integration user, or its keys, touches. */
export const ofIntegrationUser: readonly Fact[] = ['integrationUser', 'key']

/** What goes with a change: why (rule 24), and which state of the thing was seen. */
const header = (note: string, seen?: IntegrationUser) => ({ ...noted(note), ...(seen && asSeen(seen)) })

export const createIntegrationUser = (customer: string, note: string, made: { name: string; owner: string; scopes: string[] }) =>
  body(api.POST('/api/customers/{customer}/integration-users', { params: { path: { customer } }, body: made, headers: header(note) }))

/** Approves it as it was seen, or withdraws that. */
export const approveIntegrationUser = (customer: string, seen: IntegrationUser, approved: boolean, note: string, way?: Way) =>
  api.POST('/api/customers/{customer}/integration-users/{integrationUser}/approve', {
    params: { path: { customer, integrationUser: seen.id }, query: asked(way) },
    body: { approved },
    headers: { ...header(note, seen), ...confirmed(way) },
  })

export const handOver = (customer: string, seen: IntegrationUser, owner: string, note: string, way?: Way) =>
  api.POST('/api/customers/{customer}/integration-users/{integrationUser}/owner', {
    params: { path: { customer, integrationUser: seen.id }, query: asked(way) },
    body: { owner },
    headers: { ...header(note, seen), ...confirmed(way) },
  })

export const setScopes = async (customer: string, seen: IntegrationUser, scopes: string[], note: string, way?: Way) => {
  const answer = await api.POST('/api/customers/{customer}/integration-users/{integrationUser}/scopes', {
    params: { path: { customer, integrationUser: seen.id }, query: asked(way) },
    body: { scopes },
    headers: { ...header(note, seen), ...confirmed(way) },
  })
  return answer
}

export const createKey = (
  customer: string,
  integrationUser: string,
  note: string,
  key: { name: string; days: number; scopes: string[] | null },
) =>
  body(
    api.POST('/api/customers/{customer}/integration-users/{integrationUser}/keys', {
      params: { path: { customer, integrationUser } },
      body: { ...key, scopes: key.scopes ?? undefined },
      headers: header(note),
    }),
  )

export const rotateKey = (
  customer: string,
  integrationUser: string,
  key: string,
  note: string,
  how: { days: number; overlapHours: number },
) =>
  body(
    api.POST('/api/customers/{customer}/integration-users/{integrationUser}/keys/{key}/rotate', {
      params: { path: { customer, integrationUser, key } },
      body: how,
      headers: header(note),
    }),
  )

export const revokeKey = (customer: string, integrationUser: string, key: string, note: string) =>
  api.DELETE('/api/customers/{customer}/integration-users/{integrationUser}/keys/{key}', {
    params: { path: { customer, integrationUser, key } },
    headers: header(note),
  })
