import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, asSeen, body, type Shape } from '../api/client'
import { keys } from '../api/keys'

export type Configuration = Shape<'ConfigurationView'>

/** What is typed as secrets: a text replaces, null clears, what is not there is kept. */
export type Secrets = Record<string, string | null>

export const configurationQuery = (customer: string, app: string, tenant: string) =>
  queryOptions({
    queryKey: keys.configuration(customer, app, tenant),
    queryFn: () =>
      body(api.GET('/api/customers/{customer}/apps/{app}/tenants/{tenant}/configuration', { params: { path: { customer, app, tenant } } })),
    // What is being typed over is not asked for behind one's back.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  })

export const savedConfiguration = (customer: string, app: string, tenant: string, number: number) =>
  body(
    api.GET('/api/customers/{customer}/apps/{app}/tenants/{tenant}/configuration/saves/{number}', {
      params: { path: { customer, app, tenant, number } },
    }),
  )

export const configure = (customer: string, seen: Configuration, values: object, secrets: Secrets, accepted: string[]) =>
  api.PUT('/api/customers/{customer}/apps/{app}/tenants/{tenant}/configuration', {
    params: { path: { customer, app: seen.app.slug, tenant: seen.tenant.slug } },
    body: { values, secrets: Object.entries(secrets).map(([member, value]) => ({ member, value: value ?? undefined })), accepted },
    headers: asSeen(seen),
  })

/** Where else the app is configured, and the reader may see how. */
export const useOtherTenants = (customer: string, app: string, tenant: string) =>
  useQuery({
    queryKey: keys.app(customer, app),
    queryFn: () => body(api.GET('/api/customers/{customer}/apps/{app}', { params: { path: { customer, app } } })),
    select: ({ tenants }) =>
      tenants
        .filter(
          (place) =>
            place.tenant.slug !== tenant && (place.state === 'active' || place.state === 'disabled') && place.can.configure?.allowed,
        )
        .map((place) => place.tenant),
  }).data ?? []

/** Whether the hosts among what is entered answer. */
export const testConnection = (customer: string, { app, tenant }: Configuration, values: object) =>
  body(
    api.POST('/api/customers/{customer}/apps/{app}/tenants/{tenant}/configuration/test', {
      params: { path: { customer, app: app.slug, tenant: tenant.slug } },
      body: { values },
    }),
  )

/** The names along a JSON pointer. */
export const names = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))

interface Schema {
  title?: string
  description?: string
  properties?: Record<string, Schema>
  oneOf?: Schema[]
  [keyword: string]: unknown
}

/** The members of a branch whose values say that it is this branch. */
const constantsOf = ({ properties = {} }: Schema) => Object.entries(properties).filter(([, member]) => member.const !== undefined)

/** The branch of a choice that a value is in: the one whose constants it has. */
const branchOf = ({ oneOf = [] }: Schema, value: Record<string, unknown>) =>
  oneOf.find((branch) => {
    const constants = constantsOf(branch)
    return constants.length > 0 && constants.every(([name, { const: constant }]) => value[name] === constant)
  })

/** Whether a member of its own chooses the branch: nothing else is needed to. */
const chosenByMember = ({ oneOf = [], properties = {} }: Schema) =>
  oneOf.length > 0 &&
  oneOf.every((branch) => {
    const constants = constantsOf(branch)
    return constants.length > 0 && constants.every(([name]) => name in properties)
  })

/**
 * The schema as a form is drawn from it: without its secrets, which have their own fields, and of each choice with the members of
 * the branch that is chosen by what is filled in, if any is.
 */
export function drawn(schema: Schema, value: unknown): Schema {
  const filled = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const { oneOf: _branches, ...rest } = schema
  const branch = branchOf(schema, filled)
  const chosen = Object.entries(branch?.properties ?? {}).filter(([, member]) => member.const === undefined)
  const members = [...Object.entries(schema.properties ?? {}), ...chosen].filter(([, member]) => member.writeOnly !== true)
  const properties = Object.fromEntries(members.map(([name, member]) => [name, drawn(member, filled[name])]))
  const required = [...((schema.required as string[]) ?? []), ...((branch?.required as string[]) ?? [])].filter(
    (name) => name in properties,
  )
  return {
    ...(branch || chosenByMember(schema) ? rest : schema),
    ...(members.length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}

/** What a member is called, and what helps to fill it in. */
export function memberOf(schema: Schema, pointer: string): { title: string; description?: string } {
  let here: Schema | undefined = schema
  for (const name of names(pointer)) {
    const branches: Schema[] = here ? [here, ...(here.oneOf ?? [])] : []
    here = branches.map((branch) => branch.properties?.[name]).find(Boolean)
  }
  return { title: here?.title ?? names(pointer).at(-1) ?? pointer, description: here?.description }
}
