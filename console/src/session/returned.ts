/**
 * What a provider, or Slack, sent somebody back with. It leaves the address before anything else reads that: it stays in no history, no
 * bookmark and no referrer.
 */

export interface Returned {
  state: string
  code?: string
  iss?: string
  error?: string
}

/** The pages that people come back to: apps' providers lead to one, Slack to the other. */
const paths = ['/connections/return', '/connections/slack']

function read(): Returned | null {
  const path = window.location.pathname
  if (!paths.includes(path) || !window.location.search) return null
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
