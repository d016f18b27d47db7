/* Written by hand from the contract until the server's OpenAPI document stands; then generated. */

type Json<T> = { content: { 'application/json': T } }
type Op<P, R, B = never, S extends number = 200> = ([B] extends [never] ? { requestBody?: never } : { requestBody: Json<B> }) & {
  parameters: P
  responses: { [status in S]: [R] extends [never] ? { content?: never } : Json<R> }
}
type InCustomer = { customer: string }
type Query<T> = { query?: T & { cursor?: string } }

export interface components {
  schemas: {
    May: { allowed: boolean; why?: string | null }
    Named: { slug: string; name: string }
    Me: {
      id: string
      kind: 'user' | 'staff'
      name: string
      email: string
      customer: components['schemas']['Named'] | null
      customers: components['schemas']['Named'][]
      landing: string
      antiforgery: string
      pages: Record<'inbox' | 'calls' | 'ask' | 'customers' | 'users' | 'audit' | 'why' | 'roles', components['schemas']['May']>
      unread: number
    }
    Customer: { slug: string; name: string; closed: boolean; users: number; tenants: number; insights: boolean }
    CustomerDetail: {
      slug: string
      name: string
      closed: boolean
      tenants: { slug: string; name: string; product: string }[]
      seats: number
      seatsUsed: number
      insights: boolean
      can: Record<string, components['schemas']['May']>
    }
    User: {
      id: string
      name: string
      email: string
      connect: string
      connectUntil?: string | null
      insights: string
      insightsUntil?: string | null
      editorOf?: string[] | null
      job?: string | null
      department?: string | null
      level: string
      customRoles: components['schemas']['Named'][]
      tenants: string[]
      active: boolean
      seat?: boolean | null
      can: Record<string, components['schemas']['May']>
    }
    AuditEntry: {
      index: number
      at: string
      act: string
      actor: { kind: string; id: string; name: string }
      door: string
      permission: string
      ground: string
      refused: boolean
      count: number
      note?: string | null
      changes: { entity: string; id: string; what: string; properties: Record<string, { before?: unknown; after?: unknown }> }[]
      subjects: string[]
    }
    EntryProof: {
      index: number
      entry: string
      leafHash: string
      proof: string[]
      size: number
      root: string
      head: string
      publicKey: string
    }
    Helper: { name: string; email?: string | null; can?: string | null }
    Explanation: {
      allowed: boolean
      sentence: string
      rule?: string | null
      grant?: string | null
      missing?: string | null
      change?: string | null
      helpers: components['schemas']['Helper'][]
      version: number
    }
    RoleTable: {
      families: { name: string; roles: { name: string; level?: string | null }[] }[]
      rows: { permission: string; meaning: string; section: string; cells: string[] }[]
    }
    CallListed: {
      id: string
      title: string
      start: string
      durationSeconds: number
      owner: { id: string; name: string }
      account?: string | null
      teams: components['schemas']['Named'][]
      read: boolean
      held: boolean
      about?: string | null
      highlights?: { turn: number; at?: number | null; text: string; marks: number[][] }[] | null
    }
    Line: { turn: number; at?: number | null; speaker: string; text: string; who?: string | null; when?: string | null }
    Call: components['schemas']['CallListed'] & {
      summary: { writtenBy: string; parts: { kind: string; lines: components['schemas']['Line'][] }[] }
      sensitive?: string | null
      attendees: { name: string; email?: string | null }[]
      openings?: { by: { id: string; name: string }; reason: string; at: string; until: string }[] | null
      readers: { id: string; name: string; why: string }[]
      can: Record<'transcript' | 'ask' | 'share' | 'delete', components['schemas']['May']>
    }
    Turn: { index: number; at?: number | null; speaker: string; text: string; quoted: boolean }
    Answer: { none: boolean; writtenBy: string; lines: (components['schemas']['Line'] & { call: string; title: string })[] }
    InboxItem: { id: string; at: string; kind: string; call?: string | null; title: string; text: string; read: boolean }
  }
}

type S = components['schemas']
type Page<T> = { items: T[]; next?: string | null }

export interface paths {
  '/api/session': {
    post: Op<object, never, { email: string; password: string }, 204>
    put: Op<object, never, { customer: string }, 204>
    delete: Op<object, never, never, 204>
  }
  '/api/session/password': { post: Op<object, never, { link: string; password: string }, 204> }
  '/api/me': { get: Op<object, S['Me']> }
  '/api/customers': { get: Op<Query<{ query?: string }>, Page<S['Customer']>> }
  '/api/customers/{customer}': { get: Op<{ path: InCustomer }, S['CustomerDetail']> }
  '/api/customers/{customer}/users': {
    get: Op<{ path: InCustomer } & Query<{ query?: string; role?: string; state?: string }>, Page<S['User']>>
  }
  '/api/customers/{customer}/users/{id}': { get: Op<{ path: InCustomer & { id: string } }, S['User']> }
  '/api/customers/{customer}/audit': {
    get: Op<
      { path: InCustomer } & Query<{ section?: string; actor?: string; subject?: string; act?: string; from?: string; to?: string }>,
      Page<S['AuditEntry']>
    >
  }
  '/api/customers/{customer}/audit/{index}/proof': { get: Op<{ path: InCustomer & { index: number } }, S['EntryProof']> }
  '/api/customers/{customer}/explain': {
    get: Op<
      { path: InCustomer; query: { person: string; permission: string; id?: string; tenant?: string; team?: string } },
      S['Explanation']
    >
  }
  '/api/roles': { get: Op<object, S['RoleTable']> }
  '/api/calls': {
    get: Op<
      Query<{ mine?: boolean; team?: string; person?: string; account?: string; from?: string; to?: string; text?: string }>,
      Page<S['CallListed']> & { count?: string | number | null }
    >
  }
  '/api/calls/{id}': { get: Op<{ path: { id: string } }, S['Call']> }
  '/api/calls/{id}/transcript': { get: Op<{ path: { id: string } }, { turns: S['Turn'][] }> }
  '/api/calls/{id}/read': { post: Op<{ path: { id: string } }, never, never, 204> }
  '/api/ask': { post: Op<object, S['Answer'], { question: string; call?: string }> }
  '/api/inbox': { get: Op<Query<object>, Page<S['InboxItem']>> }
  '/api/inbox/{id}/read': { post: Op<{ path: { id: string } }, never, never, 204> }
  '/api/inbox/read-all': { post: Op<object, never, never, 204> }
}
