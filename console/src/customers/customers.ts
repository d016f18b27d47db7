import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { customerQuery } from '../directory/directory'

export type CustomerView = Shape<'CustomerView'>
export type Dashboard = Shape<'DashboardView'>
export type AppState = NonNullable<Shape<'AppState'>>

export const dashboardQuery = (customer: string) =>
  queryOptions({
    queryKey: keys.dashboard(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/dashboard', { params: { path: { customer } } })),
  })

/** Asks for a customer as it is now. */
export function useFetchCustomer(customer: string) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...customerQuery(customer), staleTime: 0 })
}

/** What changing a customer touches. */
export const ofCustomer: readonly Fact[] = ['customer']

/** Closing ends sessions and stops keys; reopening brings them back. */
export const ofClosing: readonly Fact[] = ['customer', 'person', 'session', 'key', 'integrationUser']

export const createCustomer = ({ name, slug, note }: { name: string; slug: string; note: string }) =>
  api.POST('/api/customers', { body: { name, slug: slug.trim() }, headers: noted(note) })

/** What is typed of a customer; its domains one on each line. */
export interface Filled {
  name: string
  domains: string
  salesforceAccount: string
  note: string
}

/** The domains in a text: between lines, commas or spaces; of an address what follows the @. */
export const domainsIn = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((one) => one.replace(/^.*@/, ''))
    .filter(Boolean)

export const editCustomer = (seen: CustomerView, { name, domains, salesforceAccount, note }: Filled) =>
  api.PATCH('/api/customers/{customer}', {
    params: { path: { customer: seen.slug } },
    body: { name, domains: domainsIn(domains), salesforceAccount: salesforceAccount.trim() },
    headers: { ...noted(note), ...asSeen(seen) },
  })

export const setSeatsBought = (seen: CustomerView, bought: number, note: string) =>
  api.PUT('/api/customers/{customer}/seats', {
    params: { path: { customer: seen.slug } },
    body: { bought },
    headers: { ...noted(note), ...asSeen(seen) },
  })

export const closeCustomer = (seen: CustomerView, note: string) =>
  api.POST('/api/customers/{customer}/close', {
    params: { path: { customer: seen.slug } },
    headers: { ...noted(note), ...asSeen(seen) },
  })

export const reopenCustomer = (seen: CustomerView, note: string) =>
  api.POST('/api/customers/{customer}/reopen', {
    params: { path: { customer: seen.slug } },
    headers: { ...noted(note), ...asSeen(seen) },
  })

/** A short name that a name suggests: “Harbor Foods & Co.” is “harbor-foods-co”. */
export const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '')
