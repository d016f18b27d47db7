/** Where things have their pages. Every link of the console is made here, so that a thing named anywhere leads to the same place. */

export type CustomerPage =
  | 'users'
  | 'identities'
  | 'apps'
  | 'organization-admin'
  | 'custom-roles'
  | 'levels'
  | 'access-requests'
  | 'teams'
  | 'team-set-up'
  | 'integration-set-up'
  | 'seats'
  | 'settings'
  | 'integration-users'
  | 'audit'
  | 'why'

const part = encodeURIComponent

/** The address with what it asks for: members without a value are left out. */
function asking(address: string, query: Record<string, string | null | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] != null)
  return given.length ? `${address}?${new URLSearchParams(given)}` : address
}

/** A customer's own page. */
export const customerAddress = (customer: string) => `/customers/${part(customer)}`

/** The address of a page of one customer; the segment after the customer names it. */
export const inCustomer = (customer: string, page: CustomerPage) => `${customerAddress(customer)}/${page}`

export const userAddress = (customer: string, user: string) => `${inCustomer(customer, 'users')}/${part(user)}`

export const customRoleAddress = (customer: string, role: string) => `${inCustomer(customer, 'custom-roles')}/${part(role)}`

export const appAddress = (customer: string, app: string) => `${inCustomer(customer, 'apps')}/${part(app)}`

export const configureAddress = (customer: string, app: string, tenant: string) =>
  `${appAddress(customer, app)}/tenants/${part(tenant)}/configure`

export const teamAddress = (customer: string, team: string) => `${inCustomer(customer, 'teams')}/${part(team)}`

export const integrationUserAddress = (customer: string, integrationUser: string) =>
  `${inCustomer(customer, 'integration-users')}/${part(integrationUser)}`

export const callAddress = (call: string) => `/calls/${part(call)}`

/** The address of a turn in a call's transcript. */
export const turnAddress = (call: string, turn: number) => `${callAddress(call)}?view=transcript#t${turn}`

/** A call that a customer lets a member of staff look at. */
export const supportCallAddress = (customer: string, access: string) => `/support-calls/${part(customer)}/${part(access)}`

/** The calls that a filter leaves. */
export const callsAddress = (filter: Record<string, string | null | undefined>) => asking('/calls', filter)

/** The users that a filter leaves. */
export const usersAddress = (customer: string, filter: Record<string, string> = {}) => asking(inCustomer(customer, 'users'), filter)

/** The requests for access, of one state. */
export const requestsAddress = (customer: string, state?: string) => asking(inCustomer(customer, 'access-requests'), { state })

/** The seats of one customer: its list, who has them, or the major changes that wait. */
export const seatsAddress = (customer: string, part?: 'allocation' | 'requests' | 'reports' | 'set-up') =>
  inCustomer(customer, 'seats') + (part ? `/${part}` : '')

/** Why somebody may do something or not. */
export const whyAddress = (customer: string, person: string, permission: string) =>
  asking(inCustomer(customer, 'why'), { person, permission })

/** The trail of what is in no customer: staff and their roles. */
export const ofStaff = ''

/** Where a trail is read, and the part of it that a filter leaves. */
export const trailAddress = (customer: string, filter: Record<string, string | null | undefined> = {}) =>
  asking(customer === ofStaff ? '/audit' : inCustomer(customer, 'audit'), filter)

/** The orphan tenants, with the drawer that links one open. */
export const linkAddress = (orphan: string) => asking('/orphans', { link: orphan })

/** A page with one of its drawers open, and what is filled in there. */
export const withAct = (page: string, act: string, filled: { give?: string; to?: string } = {}) => asking(page, { act, ...filled })
