import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { usePages } from '../api/queries'
import { inCustomer } from '../frame/places'
import { allowed, useMe } from '../session/session'
import { capital } from '../ui/words'

export type Customer = Shape<'CustomerLine'>
export type User = Shape<'UserView'>
export type RoleTable = Shape<'RolesMatrix'>

export function useCustomers(query: string | null, enabled = true) {
  return usePages(
    ['customers', query],
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
    ['users', customer, { query, role, state, order }],
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

/** Where one user has their page. */
export function userAddress(customer: string, id: string): string {
  return `${inCustomer(customer, 'users')}/${encodeURIComponent(id)}`
}

export const userQuery = (customer: string, id: string) =>
  queryOptions({
    queryKey: ['user', customer, id],
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/users/{user}', { params: { path: { customer, user: id } }, signal })),
  })

export function useUser(customer: string, id: string, enabled = true) {
  return useQuery({ ...userQuery(customer, id), enabled })
}

/** The customer itself, for whom one may see it: not everyone who sees its users does. */
export function useAbout(customer: string) {
  const me = useMe()
  return useQuery({
    queryKey: ['customer', customer],
    queryFn: () => body(api.GET('/api/customers/{customer}', { params: { path: { customer } } })),
    enabled: allowed(me, 'customers'),
  }).data
}

export const rolesQuery = queryOptions({ queryKey: ['roles'], queryFn: () => body(api.GET('/api/roles')), staleTime: Infinity })

/** Every permission to choose from, in the words of the table. */
export function permissionChoices({ rows }: RoleTable) {
  return rows.map((row) => ({ key: row.permission, label: row.meaning, hint: row.permission, group: capital(row.section) }))
}

/** The roles that a user may have, as the API writes them. */
export const userRoles = ['user', 'customer-admin', 'default-user', 'user-admin', 'editor', 'organization-admin'] as const

export interface Question {
  person: string
  permission: string
  id: string | null
  tenant: string | null
  team: string | null
}

/** Why someone may or may not; asked of the server by the same path that decides. */
export function useExplanation(customer: string, question: Question | null) {
  return useQuery({
    queryKey: ['explain', customer, question],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/customers/{customer}/explain', {
          params: {
            path: { customer },
            query: {
              person: question!.person,
              permission: question!.permission,
              id: question!.id ?? undefined,
              tenant: question!.tenant ?? undefined,
              team: question!.team ?? undefined,
            },
          },
          signal,
        }),
      ),
    enabled: question !== null,
    staleTime: 0,
  })
}
