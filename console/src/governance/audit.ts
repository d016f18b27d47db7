import { useQuery } from '@tanstack/react-query'
import { ofStaff } from '../addresses'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'
import type { PageName } from '../session/session'
import { dawn, untilEndOf } from '../ui/shown/days'
import { verify, type EntryProof } from './proof'

export type AuditEntry = Shape<'AuditEntryView'>

export const auditFilters = ['section', 'actor', 'subject', 'act', 'since', 'until'] as const
export type AuditFilters = Record<(typeof auditFilters)[number], string | null>

export const sections = ['connect', 'insights'] as const
export type SectionName = (typeof sections)[number]

export const sectionTitles: Record<SectionName, string> = { connect: 'Connect', insights: 'Insights' }
export const sectionPages: Record<SectionName, PageName> = { connect: 'connectAudit', insights: 'insightsAudit' }

/** What a trail is asked with, in the API’s words. */
export function trailQuery(section: SectionName, { actor, subject, act, since, until }: AuditFilters) {
  return {
    section,
    actor: actor ?? undefined,
    subject: subject ?? undefined,
    act: act ?? undefined,
    from: since ? dawn(since) : undefined,
    to: until ? untilEndOf(until) : undefined,
  }
}

export function useAudit(customer: string, section: SectionName, { actor, subject, act, since, until }: AuditFilters) {
  return usePages(keys.audit(customer, section, { actor, subject, act, since, until }), (cursor) => {
    const query = { ...trailQuery(section, { section, actor, subject, act, since, until }), cursor }
    return customer === ofStaff
      ? body(api.GET('/api/audit', { params: { query } }))
      : body(api.GET('/api/customers/{customer}/audit', { params: { path: { customer }, query } }))
  })
}

/** Who and what is in a section over the range that is chosen, and which acts there were. */
export function useFacets(customer: string, section: SectionName, { since, until }: Pick<AuditFilters, 'since' | 'until'>) {
  return useQuery({
    queryKey: keys.auditFacets(customer, section, { since, until }),
    queryFn: ({ signal }) => {
      const query = { from: since ? dawn(since) : undefined, to: until ? untilEndOf(until) : undefined }
      return customer === ofStaff
        ? body(api.GET('/api/audit/facets', { params: { query }, signal }))
        : body(api.GET('/api/customers/{customer}/audit/facets', { params: { path: { customer }, query: { ...query, section } }, signal }))
    },
    staleTime: 60_000,
  }).data
}

/** An entry's inclusion proof, and what checking it in this browser found. */
export function useProof(customer: string, section: SectionName, entry: AuditEntry, wanted: boolean) {
  return useQuery({
    queryKey: keys.proof(customer, section, entry.index),
    queryFn: async ({ signal }) => {
      const proof: EntryProof = await (customer === ofStaff
        ? body(api.GET('/api/audit/{index}/proof', { params: { path: { index: entry.index } }, signal }))
        : body(
            api.GET('/api/customers/{customer}/audit/{index}/proof', {
              params: { path: { customer, index: entry.index }, query: { section } },
              signal,
            }),
          ))
      return { proof, checks: await verify(proof, entry) }
    },
    enabled: wanted,
    staleTime: 0,
  })
}

export interface Where {
  customer: string
  section: SectionName
}
