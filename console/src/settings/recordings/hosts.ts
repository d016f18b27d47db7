import { useQuery } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../../api/client'
import { keys } from '../../api/keys'
import type { AuditEntry } from '../../governance/audit'
import { useSettled } from '../../ui/hooks/settled'

export type RecorderHosts = Shape<'RecorderHostsView'>
export type RecorderHostsPreview = Shape<'RecorderHostsPreview'>

/** Hosts as they are typed: in lines, or with commas or spaces between them. */
export const hostsIn = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean)

const hostsQuery = (customer: string) => ({
  queryKey: keys.recorderHosts(customer),
  queryFn: () => body(api.GET('/api/customers/{customer}/settings/recorder-hosts', { params: { path: { customer } } })),
})

export const useRecorderHosts = (customer: string) => useQuery(hostsQuery(customer))

export const fetchRecorderHosts = (customer: string) => hostsQuery(customer).queryFn()

/** Which links a change would erase; null: nothing is asked. */
export function useRecorderHostsPreview(customer: string, hosts: string[] | null) {
  const what = hosts && JSON.stringify(hosts)
  const settled = useSettled(what)
  const query = useQuery({
    queryKey: keys.recorderHostsPreview(customer, settled),
    queryFn: () =>
      body(
        api.POST('/api/customers/{customer}/settings/recorder-hosts/preview', {
          params: { path: { customer } },
          body: { hosts: JSON.parse(settled!) as string[] },
        }),
      ),
    enabled: what !== null && settled === what,
    gcTime: 0,
    retry: false,
  })
  const current = what !== null && settled === what
  return {
    shown: current ? query.data : undefined,
    error: current ? query.error : null,
    refresh: () => void query.refetch(),
  }
}

export const editRecorderHosts = (
  customer: string,
  seen: RecorderHosts,
  hosts: string[],
  confirms: string | null | undefined,
  note: string,
) =>
  body(
    api.PUT('/api/customers/{customer}/settings/recorder-hosts', {
      params: { path: { customer }, header: { ...asSeen(seen), ...noted(note) } },
      body: { hosts, confirms },
    }),
  )

const hostsWords = (value: unknown) => (value ? String(value).replaceAll(' ', ', ') : 'none')

const changeOf = (entry: AuditEntry) => entry.changes.find(({ entity }) => entity === 'RecorderHosts')?.properties.Hosts

/** What an entry changed of the hosts to which links are allowed. */
export function hostsChanges(entry: AuditEntry) {
  const change = changeOf(entry)
  return change ? [{ name: 'Recorder hosts', before: hostsWords(change.before), after: hostsWords(change.after) }] : []
}

/** The hosts that were allowed before an entry. */
export const hostsBefore = (entry: AuditEntry) => hostsIn(String(changeOf(entry)?.before ?? ''))
