import type { Shape } from '../api/client'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { useParams, Link } from 'react-router'
import { callAddress, callsAddress, customRoleAddress, inCustomer, integrationUserAddress, teamAddress, userAddress } from '../addresses'
import { font } from '../theme/tokens'
import { PersonName } from '../ui/shown/PersonName'
import { allowed, useMe } from './session'

type Thing = Pick<Shape<'ThingView'>, 'slug' | 'name'>

/** Where what is named leads, for the one who looks; undefined where it is not for them. */
export function useLeads() {
  const me = useMe()
  const { customer = me.customer?.slug } = useParams()
  const inside = customer !== undefined
  return {
    person: (id: string) =>
      inside && allowed(me, 'users') ? userAddress(customer, id) : id === me.id && allowed(me, 'profile') ? '/profile' : undefined,
    team: (id: string) => (inside && allowed(me, 'teams') ? teamAddress(customer, id) : undefined),
    customRole: (slug: string) => (inside && allowed(me, 'customRoles') ? customRoleAddress(customer, slug) : undefined),
    integrationUser: (id: string) => (inside && allowed(me, 'integrationUsers') ? integrationUserAddress(customer, id) : undefined),
    account: (account: string) => (allowed(me, 'calls') ? callsAddress({ account }) : undefined),
    attendee: (email: string) => (allowed(me, 'calls') ? callsAddress({ person: email }) : undefined),
    requests: inside && allowed(me, 'levels') ? inCustomer(customer, 'levels') : undefined,
  }
}

/** A link among quiet words, above the link of the row that it may be in. */
const quiet = {
  position: 'relative',
  zIndex: 1,
  color: 'inherit',
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '0.25em' },
} as const

/** What is named, as a link where it leads somewhere. */
export function Lead({ to, children }: { to: string | undefined; children: React.ReactNode }) {
  if (to === undefined) return children
  return (
    <Box component={Link} to={to} sx={quiet}>
      {children}
    </Box>
  )
}

/** A person, who leads to their page. */
export function PersonLink({ id, name, email, plain }: { id: string; name: string; email?: string; plain?: boolean }) {
  const { person } = useLeads()
  return (
    <Lead to={person(id)}>
      <PersonName name={name} email={email} plain={plain} />
    </Lead>
  )
}

/** An account, which leads to the calls about it. */
export function AccountLink({ account }: { account: string }) {
  const leads = useLeads()
  return (
    <Lead to={leads.account(account)}>
      <bdi title={account}>{account}</bdi>
    </Lead>
  )
}

/** Things by name, each leading to its page where it has one for the one who looks. */
export function Leads({ things, to, none = '' }: { things: Thing[]; to: (slug: string) => string | undefined; none?: string }) {
  if (!things.length) return none
  return things.map(({ slug, name }, place) => (
    <Fragment key={slug}>
      {place > 0 && ', '}
      <Lead to={to(slug)}>
        <bdi>{name}</bdi>
      </Lead>
    </Fragment>
  ))
}

/** Somebody named in a sentence, who may have left. */
export function Named({ who }: { who?: Shape<'PersonView'> | null }) {
  return who ? <PersonLink id={who.id} name={who.name} plain /> : 'Somebody'
}

/** The call's opaque id: for those who may troubleshoot, the way to open it with a reason. Nobody but its owner opens a held one. */
export function CallId({ id, opens }: { id: string; opens: boolean }) {
  return (
    <Typography variant="caption" component="div" color="text.secondary" sx={{ fontFamily: font.mono, overflowWrap: 'anywhere' }}>
      {opens ? (
        <Box component={Link} to={callAddress(id)} sx={{ color: 'inherit' }}>
          Open call {id}
        </Box>
      ) : (
        <>Call {id}</>
      )}
    </Typography>
  )
}
