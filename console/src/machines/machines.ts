import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'

export type Machine = Shape<'IntegrationUserView'>
export type Key = Shape<'KeyView'>
export type KeyMade = Shape<'KeyMade'>

/** All integration users of a customer; there are few, so that one of them is looked up here too. */
export function useMachines(customer: string) {
  return useQuery({
    queryKey: ['machines', customer],
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/integration-users', { params: { path: { customer } }, signal })),
  })
}

/** What goes with a change: why (rule 24), and which state of the thing was seen. */
function manners(note: string, seen?: { revision: number }) {
  return {
    ...noted(note),
    ...(seen && asSeen(seen)),
  }
}

/** Asks again for integration users, and for what is told of them. */
export function useMachinesAgain(customer: string) {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [
        ['machines', customer],
        ['audit', customer],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
}

export function useCreateMachine(customer: string) {
  return useMutation({
    mutationFn: ({ note, ...made }: { name: string; owner: string; scopes: string[]; note: string }) =>
      body(api.POST('/api/customers/{customer}/integration-users', { params: { path: { customer } }, body: made, headers: manners(note) })),
    onSuccess: useMachinesAgain(customer),
  })
}

/** The acts on one integration user, each with a note. */
export function useMachineActs(customer: string, machine: Machine) {
  const onSuccess = useMachinesAgain(customer)
  const path = { customer, machine: machine.id }
  return {
    approve: useMutation({
      mutationFn: ({ approved, note }: { approved: boolean; note: string }) =>
        api.POST('/api/customers/{customer}/integration-users/{machine}/approve', {
          params: { path },
          body: { approved },
          headers: manners(note, machine),
        }),
      onSuccess,
    }),
    handOver: useMutation({
      mutationFn: ({ owner, note }: { owner: string; note: string }) =>
        api.POST('/api/customers/{customer}/integration-users/{machine}/owner', {
          params: { path },
          body: { owner },
          headers: manners(note, machine),
        }),
      onSuccess,
    }),
    scopes: useMutation({
      mutationFn: ({ scopes, note }: { scopes: string[]; note: string }) =>
        body(
          api.POST('/api/customers/{customer}/integration-users/{machine}/scopes', {
            params: { path },
            body: { scopes },
            headers: manners(note, machine),
          }),
        ),
      onSuccess,
    }),
    makeKey: useMutation({
      // The text of the key is not kept once its dialog is closed.
      gcTime: 0,
      mutationFn: ({ note, scopes, ...key }: { name: string; days: number; scopes: string[] | null; note: string }) =>
        body(
          api.POST('/api/customers/{customer}/integration-users/{machine}/keys', {
            params: { path },
            body: { ...key, scopes: scopes ?? undefined },
            headers: manners(note),
          }),
        ),
      onSuccess,
    }),
    rotate: useMutation({
      // The text of the key is not kept once its dialog is closed.
      gcTime: 0,
      mutationFn: ({ key, note, ...how }: { key: string; days: number; overlapHours: number; note: string }) =>
        body(
          api.POST('/api/customers/{customer}/integration-users/{machine}/keys/{key}/rotate', {
            params: { path: { ...path, key } },
            body: how,
            headers: manners(note),
          }),
        ),
      onSuccess,
    }),
    revoke: useMutation({
      mutationFn: ({ key, note }: { key: string; note: string }) =>
        api.DELETE('/api/customers/{customer}/integration-users/{machine}/keys/{key}', {
          params: { path: { ...path, key } },
          headers: manners(note),
        }),
      onSuccess,
    }),
  }
}
