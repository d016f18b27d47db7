import createClient, { type Middleware } from 'openapi-fetch'
import { Problem, problemOf } from './problem'
import type { components, paths } from './schema'

/** A shape of the server's OpenAPI document, by its name there. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

let antiforgery: string | undefined

/** Keeps what the server wants to see again on everything that changes something. */
export function rememberAntiforgery(token: string | undefined) {
  antiforgery = token
}

const manners: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET') return
    if (antiforgery) request.headers.set('Usher-Antiforgery', antiforgery)
    if (request.method === 'POST') request.headers.set('Idempotency-Key', crypto.randomUUID())
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
  },
  onError: ({ error }) => (error instanceof Problem ? error : new Problem(0)),
}

/** The server's API, typed by its own document; every failure arrives as a thrown Problem. */
export const api = createClient<paths>({ baseUrl: '/' })
api.use(manners)

/** The header that carries why something is given, taken or configured, for the audit trail; without a note, none. */
export function noted(note: string): { 'Usher-Note'?: string } {
  return note.trim() ? { 'Usher-Note': encodeURIComponent(note.trim()) } : {}
}

/** The header by which the server refuses a change of what somebody else changed since one saw it. */
export const asSeen = ({ revision }: { revision: number }) => ({ 'If-Match': `"${revision}"` })

/** The body of an answer; use it where the document promises one. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
