import { queryOptions } from '@tanstack/react-query'
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

/** The schema as a form is drawn from it: without its secrets, which have their own fields. */
export function withoutSecrets(schema: Schema): Schema {
  const properties = schema.properties && Object.entries(schema.properties).filter(([, member]) => member.writeOnly !== true)
  const required = schema.required as string[] | undefined
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(properties.map(([name, member]) => [name, withoutSecrets(member)])) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(withoutSecrets) }),
    ...(required && {
      required: required.filter((name) => schema.properties?.[name]?.writeOnly !== true),
    }),
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
