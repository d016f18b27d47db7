/**
 * What a provider sent somebody back with. It leaves the address before anything else reads that: it stays in no history, no
 * bookmark and no referrer.
 */

export interface Returned {
  state: string
  code?: string
  iss?: string
  error?: string
}

const path = '/connections/return'

function read(): Returned | null {
  if (window.location.pathname !== path || !window.location.search) return null
  const said = new URLSearchParams(window.location.search)
  window.history.replaceState(window.history.state, '', path)
  return {
    state: said.get('state') ?? '',
    code: said.get('code') ?? undefined,
    iss: said.get('iss') ?? undefined,
    error: said.get('error') ?? undefined,
  }
}

let returned = read()

/** What they came back with, once. */
export function takeReturned(): Returned | null {
  const taken = returned
  returned = null
  return taken
}
