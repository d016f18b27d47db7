import { useQuery } from '@tanstack/react-query'
import { api, asked, body, confirmed, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'

export type Orphan = Shape<'OrphanLine'>
export type Account = Shape<'AccountSuggestion'>
export type Suggested = Shape<'CustomerSuggestion'>

export const useOrphans = ({ query, product }: { query: string | null; product: string | null }) =>
  usePages(keys.orphans({ query, product }), (cursor) =>
    body(api.GET('/api/orphans', { params: { query: { query: query ?? undefined, product: product ?? undefined, cursor } } })),
  )

export const useOrphan = (orphan: string | null) =>
  useQuery({
    queryKey: keys.orphan(orphan ?? ''),
    enabled: orphan !== null,
    queryFn: () => body(api.GET('/api/orphans/{orphan}', { params: { path: { orphan: orphan ?? '' } } })),
  })

/** Accounts in Salesforce; it is asked once, for it counts what it is asked. */
export const useAccounts = (orphan: string, query: string | null, enabled: boolean) =>
  useQuery({
    queryKey: keys.accounts(orphan, query),
    enabled,
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: () => body(api.GET('/api/orphans/{orphan}/accounts', { params: { path: { orphan }, query: { query: query ?? undefined } } })),
  })

/** The customer that is to be created. */
export const fresh = '+'

export interface Linking {
  /** The customer’s slug; `fresh`: one that is created first. */
  customer: string
  newName: string
  newSlug: string
  /** The name of the tenant that people see. */
  name: string
  /** The account’s id; empty: the customer’s stays as it is. */
  salesforceAccount: string
  note: string
}

export const link = (orphan: string, { customer, name, salesforceAccount, note }: Linking, way?: Way) =>
  api.POST('/api/customers/{customer}/tenants', {
    params: { path: { customer }, query: asked(way), header: { ...noted(note), ...confirmed(way) } },
    body: { orphan, name, salesforceAccount: salesforceAccount.trim() || undefined },
  })

/** What linking touches. */
export const ofLinking: readonly Fact[] = ['orphan', 'tenant', 'customer', 'report']
