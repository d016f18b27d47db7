import { api, body, noted, type Shape } from '../api/client'
import type { Fact } from '../api/keys'
import type { Returned } from '../session/returned'

export type Connection = Shape<'ConnectionView'>

/** An app in a tenant. */
export interface At {
  customer: string
  app: string
  tenant: string
}

/** What connecting an app changes: an approved one becomes active. */
export const ofConnections: readonly Fact[] = ['app', 'role', 'integrationUser', 'level']

const begun = 'usher-connecting'

/** Sends the reader to the provider of an app. Which app it was is remembered in this tab, to lead back to. */
export async function connect(at: At) {
  const { address } = await body(api.POST('/api/customers/{customer}/apps/{app}/tenants/{tenant}/connection', { params: { path: at } }))
  if (!address) throw new Error('Connect again.')
  window.sessionStorage.setItem(begun, JSON.stringify(at))
  window.location.assign(address)
}

/** The app that the reader was sent away for; null: in this tab for none. */
export function begunAt(): At | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(begun) ?? 'null') as At | null
  } catch {
    return null
  }
}

export const finish = (returned: Returned) => body(api.POST('/api/app-connections', { body: returned }))

export const disconnect = (at: At, note: string) =>
  api.DELETE('/api/customers/{customer}/apps/{app}/tenants/{tenant}/connection', { params: { path: at }, headers: noted(note) })

/** Sets the secret of an app's client at its provider; null clears it. */
export const setClientSecret = (customer: string | undefined, app: string, secret: string | null) =>
  customer === undefined
    ? api.PUT('/api/catalogue/{app}/client-secret', { params: { path: { app } }, body: { secret } })
    : api.PUT('/api/customers/{customer}/apps/{app}/client-secret', { params: { path: { customer, app } }, body: { secret } })
