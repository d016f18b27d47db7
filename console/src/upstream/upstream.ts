import { useQuery } from '@tanstack/react-query'
import { api, asked, body, confirmed, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'
import type { ToneName } from '../theme/tokens'

export type Report = Shape<'ReportLine'>
export type Result = Shape<'ReportResult'>
export type Kind = Shape<'ReportKind'>
export type Tenant = Shape<'TenantView'>

/** What a report did: its word and its tone. */
export const results: Record<Result, { words: string; tone: ToneName }> = {
  created: { words: 'User created', tone: 'good' },
  updated: { words: 'Updated', tone: 'info' },
  unchanged: { words: 'No change', tone: 'neutral' },
  deactivated: { words: 'Deactivated', tone: 'attention' },
  held: { words: 'Held', tone: 'attention' },
  released: { words: 'Released', tone: 'attention' },
  dismissed: { words: 'Dismissed', tone: 'neutral' },
  orphan: { words: 'No customer yet', tone: 'info' },
  refused: { words: 'Refused', tone: 'danger' },
}

export const kinds: Record<Kind, string> = { 'sign-in': 'Sign-in', deactivation: 'Deactivation', tenant: 'Tenant' }

export const products = ['Enterprise', 'Elite']

export const reportFilters = ['query', 'result', 'kind', 'product', 'customer'] as const

/** One of the words that a filter may be; undefined for any other. */
const among = <Word extends string>(words: Record<Word, unknown>, text: string | null) =>
  text !== null && text in words ? (text as Word) : undefined

export const useReports = ({ query, result, kind, product, customer }: Record<(typeof reportFilters)[number], string | null>) =>
  usePages(keys.reports({ query, result, kind, product, customer }), (cursor) =>
    body(
      api.GET('/api/upstream/reports', {
        params: {
          query: {
            query: query ?? undefined,
            result: among(results, result),
            kind: among(kinds, kind),
            product: product ?? undefined,
            customer: customer ?? undefined,
            cursor,
          },
        },
      }),
    ),
  )

/** What a decision about held deactivations touches. */
export const ofHeld: readonly Fact[] = ['report', 'person', 'session', 'key', 'integrationUser']

export interface Decision {
  customer: string
  /** One report; null: all that are held in the customer. */
  report: string | null
  release: boolean
  note: string
}

export const decideHeld = ({ customer, report, release, note }: Decision, way?: Way) => {
  const sent = { reports: report ? [report] : undefined }
  return release
    ? api.POST('/api/customers/{customer}/held-deactivations/release', {
        params: { path: { customer }, query: asked(way), header: { ...noted(note), ...confirmed(way) } },
        body: sent,
      })
    : api.POST('/api/customers/{customer}/held-deactivations/dismiss', { params: { path: { customer } }, headers: noted(note), body: sent })
}

/** What a tenant that leaves its customer touches. */
export const ofTenants: readonly Fact[] = ['tenant', 'customer', 'app', 'person', 'key', 'integrationUser', 'report']

export const unlinkTenant = (customer: string, tenant: string, note: string, way?: Way) =>
  api.DELETE('/api/customers/{customer}/tenants/{tenant}', {
    params: { path: { customer, tenant }, query: asked(way), header: { ...noted(note), ...confirmed(way) } },
  })

export const useLosses = (customer: string, tenant: string, wanted: boolean) =>
  useQuery({
    queryKey: keys.losses(customer, tenant),
    enabled: wanted,
    queryFn: () => body(api.GET('/api/customers/{customer}/tenants/{tenant}/losses', { params: { path: { customer, tenant } } })),
  })
