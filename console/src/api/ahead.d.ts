/* Routes that the server is about to have; each goes from here when the generated document has it. */

import type { components } from './schema'

type Json<T> = { content: { 'application/json': T } }
type Get<P, R> = { get: { parameters: P; responses: { 200: Json<R> } } }
type Post<P> = { post: { parameters: P; requestBody?: never; responses: { 204: { content?: never } } } }
type Page<T> = { items: T[]; next?: string | null }

export interface AuditEntry {
  index: number
  at: string
  act: string
  actor: { kind: string; id: string; name: string }
  door: string
  permission?: string | null
  ground: string
  refused: boolean
  count: number
  note?: string | null
  changes: { entity: string; id: string[]; what: string; properties: Record<string, { before?: unknown; after?: unknown }> }[]
  subjects: string[]
}

export interface EntryProof {
  index: number
  entry: string
  leafHash: string
  proof: string[]
  size: number
  root: string
  head: string
  publicKey: string
}

export interface InboxItem {
  id: string
  at: string
  kind: string
  call?: string | null
  title: string
  text: string
  read: boolean
}

export interface AheadPaths {
  '/api/customers/{customer}/audit': Get<
    {
      path: { customer: string }
      query?: { section?: string; actor?: string; subject?: string; act?: string; from?: string; to?: string; cursor?: string }
    },
    Page<AuditEntry>
  >
  '/api/customers/{customer}/audit/{index}/proof': Get<{ path: { customer: string; index: number } }, EntryProof>
  '/api/inbox': Get<{ query?: { cursor?: string } }, Page<InboxItem>>
  '/api/inbox/{id}/read': Post<{ path: { id: string } }>
  '/api/inbox/read-all': Post<object>
}

export type Me = components['schemas']['MeHere'] & { unread?: number }
