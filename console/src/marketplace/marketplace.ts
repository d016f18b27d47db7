import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'

export type App = Shape<'AppView'>
export type AppPage = Shape<'AppPage'>
export type Place = Shape<'AppPlace'>
export type AppState = Shape<'AppState'>
export type AppScope = Shape<'AppScope'>
export type Waiting = Shape<'AppRequestLine'>

/** What any step of an app's life changes. */
export const ofApps: readonly Fact[] = ['app', 'role', 'integrationUser', 'level']

export const states = ['requested', 'approved', 'active', 'disabled', 'declined'] as const satisfies readonly AppState[]

export const useAppList = (customer: string, filters: { query: string | null; category: string | null; state: string | null }) =>
  usePages(keys.appList(customer, filters), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/apps', {
        params: {
          path: { customer },
          query: {
            query: filters.query ?? undefined,
            category: filters.category ?? undefined,
            state: states.find((one) => one === filters.state),
            cursor,
          },
        },
      }),
    ),
  )

export const useCategories = (customer: string) =>
  useQuery({
    queryKey: keys.appCategories(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/app-categories', { params: { path: { customer } } })),
  })

export const appQuery = (customer: string, app: string) =>
  queryOptions({
    queryKey: keys.app(customer, app),
    queryFn: () => body(api.GET('/api/customers/{customer}/apps/{app}', { params: { path: { customer, app } } })),
  })

export const useWaiting = () =>
  usePages(keys.appRequests(), (cursor) => body(api.GET('/api/app-requests', { params: { query: { cursor } } })))

/** Steps of an app's life that need nothing but a note. */
export type Step = 'remove' | 'disable' | 'enable' | 'remind'

interface At {
  customer: string
  app: string
  tenant: string
}

const routes = {
  remove: '/api/customers/{customer}/apps/{app}/tenants/{tenant}/remove',
  disable: '/api/customers/{customer}/apps/{app}/tenants/{tenant}/disable',
  enable: '/api/customers/{customer}/apps/{app}/tenants/{tenant}/enable',
  remind: '/api/customers/{customer}/apps/{app}/tenants/{tenant}/remind',
} as const

export const take = (step: Step, path: At, note?: string) => api.POST(routes[step], { params: { path }, headers: noted(note ?? '') })

export const request = (path: At, reason: string) =>
  api.POST('/api/customers/{customer}/apps/{app}/tenants/{tenant}/request', { params: { path }, body: { for: reason.trim() || undefined } })

/** Approves what the version that is shown asks for: one published meanwhile is refused. */
export const approve = (path: At, scopes: string[], note: string, version?: number, update = false) =>
  api.POST(
    update
      ? '/api/customers/{customer}/apps/{app}/tenants/{tenant}/approve-update'
      : '/api/customers/{customer}/apps/{app}/tenants/{tenant}/approve',
    { params: { path }, body: { scopes, version }, headers: noted(note) },
  )

export const decline = (path: At, reason: string) =>
  api.POST('/api/customers/{customer}/apps/{app}/tenants/{tenant}/decline', { params: { path }, body: { reason } })

export const activate = (path: At) => api.POST('/api/customers/{customer}/apps/{app}/tenants/{tenant}/activate', { params: { path } })

const means: Record<string, string> = {
  'app/read-configuration': 'Read its own configuration, secrets included, where it is active',
  'decision/ask': 'Ask whether somebody may do something',
  'call/ingest': 'Send call transcripts',
  'call/read': 'Read summaries and transcripts of calls',
  'crm/write': 'Write to Salesforce',
  'sync/run': 'Run bulk and scheduled synchronisation',
}

/** What a scope lets an app do, in plain words. */
export function scopeWords(scope: string): string {
  const [name = '', of] = scope.split(':')
  const words = means[name] ?? name
  return of ? `${words} (${of.replaceAll(',', ', ')})` : words
}
