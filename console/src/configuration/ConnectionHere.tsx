import { useQuery } from '@tanstack/react-query'
import { AppConnection } from '../connections/AppConnection'
import { appQuery } from '../marketplace/marketplace'

/** The connection of the app in the tenant that is configured, where it has one. */
export function ConnectionHere({ customer, app, tenant }: { customer: string; app: string; tenant: string }) {
  const found = useQuery(appQuery(customer, app)).data
  const place = found?.tenants.find((one) => one.tenant.slug === tenant)
  return found && place ? <AppConnection customer={customer} app={found} place={place} /> : null
}
