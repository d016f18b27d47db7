import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'

export type Machine = Shape<'IntegrationUserView'>
export type Key = Shape<'KeyView'>
export type KeyMade = Shape<'KeyMade'>

/** The integration users of a customer, by name; a page at a time. */
export function useMachines(customer: string) {
  return usePages(keys.machines(customer), (cursor) =>
    body(api.GET('/api/customers/{customer}/integration-users', { params: { path: { customer }, query: { cursor } } })),
  )
}

const machineQuery = (customer: string, machine: string) =>
  queryOptions({
    queryKey: keys.machine(customer, machine),
    queryFn: ({ signal }) =>
      body(api.GET('/api/customers/{customer}/integration-users/{machine}', { params: { path: { customer, machine } }, signal })),
  })

export function useMachine(customer: string, machine: string) {
  return useQuery(machineQuery(customer, machine))
}

/** Asks for one integration user as it is now. */
export function useFetchMachine(customer: string, machine: Machine) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...machineQuery(customer, machine.id), staleTime: 0 })
}

/** What changing an integration user, or its keys, touches. */
export const ofMachine: readonly Fact[] = ['machine', 'key']

/** What goes with a change: why (rule 24), and which state of the thing was seen. */
const header = (note: string, seen?: Machine) => ({ ...noted(note), ...(seen && asSeen(seen)) })

export const createMachine = (customer: string, note: string, made: { name: string; owner: string; scopes: string[] }) =>
  body(api.POST('/api/customers/{customer}/integration-users', { params: { path: { customer } }, body: made, headers: header(note) }))

/** Approves it as it was seen, or withdraws that. */
export const approveMachine = (customer: string, seen: Machine, approved: boolean, note: string) =>
  api.POST('/api/customers/{customer}/integration-users/{machine}/approve', {
    params: { path: { customer, machine: seen.id } },
    body: { approved },
    headers: header(note, seen),
  })

export const handOver = (customer: string, seen: Machine, owner: string, note: string) =>
  api.POST('/api/customers/{customer}/integration-users/{machine}/owner', {
    params: { path: { customer, machine: seen.id } },
    body: { owner },
    headers: header(note, seen),
  })

export const setScopes = (customer: string, seen: Machine, scopes: string[], note: string) =>
  body(
    api.POST('/api/customers/{customer}/integration-users/{machine}/scopes', {
      params: { path: { customer, machine: seen.id } },
      body: { scopes },
      headers: header(note, seen),
    }),
  )

export const createKey = (customer: string, machine: string, note: string, key: { name: string; days: number; scopes: string[] | null }) =>
  body(
    api.POST('/api/customers/{customer}/integration-users/{machine}/keys', {
      params: { path: { customer, machine } },
      body: { ...key, scopes: key.scopes ?? undefined },
      headers: header(note),
    }),
  )

export const rotateKey = (customer: string, machine: string, key: string, note: string, how: { days: number; overlapHours: number }) =>
  body(
    api.POST('/api/customers/{customer}/integration-users/{machine}/keys/{key}/rotate', {
      params: { path: { customer, machine, key } },
      body: how,
      headers: header(note),
    }),
  )

export const revokeKey = (customer: string, machine: string, key: string, note: string) =>
  api.DELETE('/api/customers/{customer}/integration-users/{machine}/keys/{key}', {
    params: { path: { customer, machine, key } },
    headers: header(note),
  })
