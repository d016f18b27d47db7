import { useQuery } from '@tanstack/react-query'
import { inCustomer } from '../addresses'
import { api, body, noted, type Shape } from '../api/client'
import { keys } from '../api/keys'
import type { Returned } from '../session/returned'

export type Slack = Shape<'SlackView'>

export const slackAddress = (customer: string) => `${inCustomer(customer, 'settings')}/slack`

export const useSlack = (customer: string) =>
  useQuery({
    queryKey: keys.slack(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/slack', { params: { path: { customer } } })),
  })

/** What an app is known by; a secret that is undefined stays. */
export interface AppSecrets {
  clientId: string
  clientSecret: string | undefined
  signingSecret: string | undefined
  /** Null: Slack sends requests from now on. */
  socketToken: string | null | undefined
}

export const setSlackApp = (customer: string, { clientId, clientSecret, signingSecret, socketToken }: AppSecrets, note: string) =>
  api.PUT('/api/customers/{customer}/slack/app', {
    params: { path: { customer } },
    body: { clientId, clientSecret, signingSecret, socketToken: socketToken === null ? '' : socketToken },
    headers: noted(note),
  })

/** Sends the reader to Slack. */
export async function installSlack(customer: string, note: string) {
  const path = { customer }
  const { address } = await body(api.POST('/api/customers/{customer}/slack/installation', { params: { path }, headers: noted(note) }))
  window.location.assign(address)
}

export const finishSlack = (customer: string, { state, code, error }: Returned) =>
  body(api.PUT('/api/customers/{customer}/slack/connection', { params: { path: { customer } }, body: { state, code, error } }))

export const disconnectSlack = (customer: string, note: string) =>
  api.DELETE('/api/customers/{customer}/slack/connection', { params: { path: { customer } }, headers: noted(note) })
