import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, asSeen, body, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages, whole } from '../api/queries'
import { listed } from '../ui/shown/words'

export type CustomRole = Shape<'CustomRoleView'>

/** The custom roles there are, to choose from, for those who handle them. */
export function useCustomRoles(customer: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.customRoles(customer),
    queryFn: () =>
      whole((cursor) => body(api.GET('/api/customers/{customer}/custom-roles', { params: { path: { customer }, query: { cursor } } }))),
    enabled,
  })
}

/** The custom roles of a customer by name, a page at a time. */
export const useCustomRolePages = (customer: string, query: string | null) =>
  usePages(keys.customRolePages(customer, query), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/custom-roles', { params: { path: { customer }, query: { query: query ?? undefined, cursor } } }),
    ),
  )

export const customRoleQuery = (customer: string, role: string) =>
  queryOptions({
    queryKey: keys.customRole(customer, role),
    queryFn: () => body(api.GET('/api/customers/{customer}/custom-roles/{role}', { params: { path: { customer, role } } })),
  })

/** Asks for a custom role as it is now. */
export function useFetchCustomRole(customer: string, role: string) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...customRoleQuery(customer, role), staleTime: 0 })
}

/** Every app that can be picked. */
export const useApps = (customer: string, enabled: boolean) =>
  useQuery({
    queryKey: keys.apps(customer),
    queryFn: () =>
      whole((cursor) => body(api.GET('/api/customers/{customer}/apps', { params: { path: { customer }, query: { cursor } } }))),
    enabled,
  })

/** What changing a custom role touches: it and what its people may do. */
export const ofCustomRole: readonly Fact[] = ['role']

/** What is filled in when one is made or edited. */
export interface Filled {
  name: string
  apps: string[]
  note: string
}

export const createCustomRole = async (customer: string, { name, apps, note }: Filled) => {
  const { data } = await api.POST('/api/customers/{customer}/custom-roles', {
    params: { path: { customer } },
    body: { name, apps },
    headers: noted(note),
  })
  return data as Shape<'MadeSlug'>
}

export const editCustomRole = (customer: string, seen: CustomRole, { name, apps, note }: Filled, way?: Way) =>
  api.PATCH('/api/customers/{customer}/custom-roles/{role}', {
    params: { path: { customer, role: seen.slug }, query: asked(way) },
    body: { name, apps },
    headers: { ...noted(note), ...asSeen(seen, way) },
  })

/** Deletes one, and takes it from as many as it was seen to have. */
export const deleteCustomRole = (customer: string, seen: CustomRole, note: string, way?: Way) =>
  api.DELETE('/api/customers/{customer}/custom-roles/{role}', {
    params: { path: { customer, role: seen.slug }, query: { holders: seen.holders, ...asked(way) } },
    headers: { ...noted(note), ...asSeen(seen, way) },
  })

/** “Menu Studio and Signage”. */
export const appNames = ({ apps }: CustomRole) => listed(apps.map(({ name }) => name))
