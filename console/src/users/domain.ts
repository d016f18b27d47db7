import { everybody, useAbout, useUsers } from '../directory/directory'
import { useSettled } from '../ui/hooks/settled'

/** The domain of a whole address, in the form that mail servers know; undefined while it is none. */
export function domainOf(address: string): string | undefined {
  const domain = /^[^@\s]+@([^@\s]+\.[^@\s.]{2,})$/.exec(address.trim())?.[1]?.toLowerCase()
  if (domain === undefined) return undefined
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return domain
  }
}

/** A domain that is worth a second look before inviting, and whether the customer's domains say so, or only its users' addresses. */
export interface Strange {
  domain: string
  named: boolean
}

/** The domain of what is typed, where it is none of the customer's; where none is named, where no user has an address there. */
export function useStrangeDomain(customer: string, typed: string, wanted: boolean): Strange | undefined {
  const domain = useSettled(domainOf(typed))
  const domains = useAbout(customer, wanted)?.domains ?? []
  const named = domains.length > 0
  const known = useUsers(customer, { ...everybody, query: domain ? `@${domain}` : null }, wanted && !named && domain !== undefined)
  if (!wanted || domain === undefined) return undefined
  if (named) return domains.includes(domain) ? undefined : { domain, named }
  if (known.data === undefined) return undefined
  return known.items.some(({ email }) => domainOf(email) === domain) ? undefined : { domain, named }
}
