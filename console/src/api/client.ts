import createClient, { type Middleware } from 'openapi-fetch'
import { heardBuild } from './build'
import { Problem, problemOf } from './problem'
import { reached } from './reach'
import type { components, paths } from './schema'

/** A shape of the server's OpenAPI document, by its name there. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

let antiforgery: string | undefined

/** Keeps what the server wants to see again on everything that changes something. */
export function rememberAntiforgery(token: string | undefined) {
  antiforgery = token
}

/** The keys of what was sent and not answered: sent again, it is done once, also when only the answer was lost. */
const unanswered = new Map<string, string>()
const sent = new WeakMap<Request, string>()

async function idempotencyKey(request: Request): Promise<string> {
  const what = `${request.url} ${await request.clone().text()}`
  sent.set(request, what)
  const key = unanswered.get(what) ?? crypto.randomUUID()
  unanswered.set(what, key)
  return key
}

function settled(request: Request) {
  unanswered.delete(sent.get(request) ?? '')
}

const manners: Middleware = {
  async onRequest({ request }) {
    if (request.method === 'GET') return
    if (antiforgery) request.headers.set('Usher-Antiforgery', antiforgery)
    if (request.method === 'POST') request.headers.set('Idempotency-Key', await idempotencyKey(request))
  },
  async onResponse({ request, response }) {
    reached(true)
    heardBuild(response.headers.get('Usher-Console'))
    // After a fault of the server it is not known either whether it was done.
    if (response.status < 500) settled(request)
    if (!response.ok) throw await problemOf(response)
  },
  onError({ request, error }) {
    if (error instanceof Problem) return error
    if (request.signal.aborted) settled(request)
    else reached(false)
    return new Problem(0)
  },
}

/** The server's API, typed by its own document; every failure arrives as a thrown Problem. */
export const api = createClient<paths>({ baseUrl: '/' })
api.use(manners)

/** The header that carries why something is given, removed or configured, for the audit trail; without a note, none. */
export function noted(note: string): { 'Usher-Note'?: string } {
  return note.trim() ? { 'Usher-Note': encodeURIComponent(note.trim()) } : {}
}

/**
 * How a change of access is sent: for a preview of which decisions it flips, or (`match`) as the preview with this token showed it, and
 * not otherwise; with neither it is done.
 */
export interface Way {
  preview?: true
  match?: string
}

/** The query by which nothing is done and the preview is answered. */
export const asked = ({ preview }: Way = {}) => ({ preview })

/** The header of a change that is done as its preview showed it. */
export const confirmed = ({ match }: Way = {}): { 'If-Match'?: string } => (match ? { 'If-Match': match } : {})

/** The header by which the server refuses a change of what somebody else changed since one saw it; a preview's token says that too. */
export const asSeen = ({ revision }: { revision: number }, way?: Way) => ({ 'If-Match': `"${revision}"`, ...confirmed(way) })

/** The body of an answer; use it where the document promises one. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
