import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'
import { allowed, useMe } from '../session/session'

export type Customer = Shape<'CustomerLine'>
export type User = Shape<'UserView'>

export function useCustomers(query: string | null, enabled = true) {
  return usePages(
    keys.customers(query),
    (cursor) => body(api.GET('/api/customers', { params: { query: { query: query ?? undefined, cursor } } })),
    enabled,
  )
}

export const userFilters = ['query', 'role', 'state', 'order'] as const
export type UserFilters = Record<(typeof userFilters)[number], string | null>

/** No filter: the list as one first sees it. */
export const everybody: UserFilters = { query: null, role: null, state: null, order: null }

export function useUsers(customer: string, { query, role, state, order }: UserFilters, enabled = true) {
  return usePages(
    keys.users(customer, { query, role, state, order }),
    (cursor) =>
      body(
        api.GET('/api/customers/{customer}/users', {
          params: {
            path: { customer },
            query: { query: query ?? undefined, role: role ?? undefined, state: state ?? undefined, order: order ?? undefined, cursor },
          },
        }),
      ),
    enabled,
  )
}

export const userQuery = (customer: string, id: string) =>
  queryOptions({
    queryKey: keys.user(customer, id),
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/users/{user}', { params: { path: { customer, user: id } }, signal })),
  })

export function useUser(customer: string, id: string, enabled = true) {
  return useQuery({ ...userQuery(customer, id), enabled })
}

export const customerQuery = (customer: string) =>
  queryOptions({
    queryKey: keys.customer(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}', { params: { path: { customer } } })),
  })

/** The customer itself, for whom one may see it: not everyone who sees its users does. */
export function useAbout(customer: string, wanted = true) {
  const me = useMe()
  return useQuery({ ...customerQuery(customer), enabled: wanted && allowed(me, 'customers') }).data
}

/** Whether the organization wants a note with every grant and removal (rule 24). */
export const useNotes = (customer: string) => useAbout(customer)?.notesRequired

/** The roles that a user may have, as the API writes them. */
export const userRoles = ['user', 'customer-admin', 'default-user', 'user-admin', 'editor', 'organization-admin'] as const
