import type { components } from './schema'

/** Why something is refused, in a sentence a person can act on, and who can help, as far as the reader may learn it (rule 27). */
export interface Reason {
  sentence: string
  rule?: string | null
  /** What would have to change for a yes. */
  change?: string | null
  /** Who can help, as a sentence. */
  help?: string | null
  helpers?: components['schemas']['Helper'][]
  /** What may be asked for: each of these would cure the refusal. */
  ask?: components['schemas']['AskFor'] | null
}

interface ProblemBody {
  title?: string
  detail?: string
  traceId?: string
  code?: string
  why?: Reason
  errors?: Record<string, string[]>
  preview?: components['schemas']['ChangePreview']
}

/** Which decisions a change would flip, and the token by which it is done as this shows it. */
export interface Previewed {
  shows: components['schemas']['ChangePreview']
  token: string
}

/** An answer of the server that is not a success, as RFC 9457 describes it; `status` 0 means that no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly traceId?: string
  /** The name of the refusal, such as `LastCustomerAdmin`. */
  readonly code?: string
  readonly why?: Reason
  /** What a change would do now that was confirmed as something else, and the token that confirms it. */
  readonly moved?: Previewed
  /** Faults by JSON pointer of the member they are in. */
  readonly errors: Record<string, string>

  constructor(status: number, body: ProblemBody = {}, etag?: string | null) {
    super(body.detail ?? body.title ?? (status ? `The server answered ${status}.` : 'The server cannot be reached.'))
    this.name = 'Problem'
    this.status = status
    this.traceId = body.traceId
    this.code = body.code
    this.why = body.why
    this.moved = body.preview && etag ? { shows: body.preview, token: etag } : undefined
    this.errors = Object.fromEntries(Object.entries(body.errors ?? {}).map(([pointer, words]) => [pointer, words.join(' ')]))
  }
}

/** Reads a failed answer; a body that is no problem document still gives a problem with the answer's status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = response.headers.get('content-type')?.includes('json') ? await response.json().catch(() => undefined) : undefined
  return new Problem(response.status, typeof body === 'object' && body !== null ? body : undefined, response.headers.get('ETag'))
}
