import { everybody, useUsers } from '../directory/directory'
import { useSettled } from '../ui/hooks/settled'

/** The domain of a whole address, lower case; undefined while it is none. */
export function domainOf(address: string): string | undefined {
  return /^[^@\s]+@([^@\s]+\.[^@\s.]{2,})$/.exec(address.trim())?.[1]?.toLowerCase()
}

/** The domain of what is typed, where no user of the customer has an address there: worth a second look before inviting. */
export function useStrangeDomain(customer: string, typed: string, wanted: boolean): string | undefined {
  const domain = useSettled(domainOf(typed))
  const known = useUsers(customer, { ...everybody, query: domain ? `@${domain}` : null }, wanted && domain !== undefined)
  if (!wanted || domain === undefined || known.data === undefined) return undefined
  return known.items.some(({ email }) => domainOf(email) === domain) ? undefined : domain
}
