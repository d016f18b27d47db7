import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { TeamLinks } from '../teams/TeamLinks'
import { Preferences } from '../inbox/Preferences'
import { choicesQuery, hasCalls, preferencesQuery, useMutedAccounts } from '../inbox/preferences'
import { MyIdentities } from '../identities/MyIdentities'
import { useMyIdentities } from '../identities/identities'
import { useRequests } from '../directory/requests'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { Fact } from '../ui/shown/Fact'
import { PageSkeleton } from '../ui/page/Later'
import { Page, Section } from '../ui/page/Page'
import { MyPicture } from './MyPicture'
import { MyKeys } from './MyKeys'
import { MyRequests } from './MyRequests'
import { MySessions } from './MySessions'
import { useMyKeys, useSessions, useSignInMethods } from './profile'
import { SignInMethods } from './SignInMethods'

/** Oneself: who one is here, one's keys, where one is signed in. */
export function Component() {
  return (
    <Guarded page="profile">
      <Page title="My profile" narrow>
        <WhoIAm />
        <AtOnce>
          <Asked />
          <SignInMethods />
          <Known />
          <MySessions />
          <MyKeys />
          <Preferences />
        </AtOnce>
      </Page>
    </Guarded>
  )
}

/** Nobody knows how long each part is before it is there: they come together, so that none moves another. */
function AtOnce({ children }: { children: ReactNode }) {
  const me = useMe()
  const { customer } = me
  const waits = [
    useMyKeys().isPending,
    useSessions().isPending,
    useSignInMethods().isPending,
    useMyIdentities(me.kind === 'user').isLoading,
    useQuery({ ...preferencesQuery, enabled: hasCalls(me) }).isLoading,
    useQuery(choicesQuery).isLoading,
    useMutedAccounts(hasCalls(me)).isLoading,
    useRequests(customer?.slug ?? '', null, { mine: true, enabled: customer != null }).isLoading,
  ]
  return waits.some((one) => one) ? <PageSkeleton /> : children
}

/** Staff own no calls, and are nobody in a customer’s Slack. */
function Known() {
  return useMe().kind === 'user' && <MyIdentities />
}

/** Staff hold no level, and ask for none. */
function Asked() {
  const me = useMe()
  return me.customer && <MyRequests me={me} customer={me.customer.slug} />
}

function WhoIAm() {
  const me = useMe()
  return (
    <Section title="Account">
      {me.kind === 'user' && <MyPicture />}
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 4 }}>
        <Fact name="Name">
          <bdi>{me.name}</bdi>
        </Fact>
        <Fact name="E-mail address">{me.email}</Fact>
        {me.customer && (
          <Fact name="Customer">
            <bdi>{me.customer.name}</bdi>
          </Fact>
        )}
        <Fact name={me.level ? 'Connect role' : 'Role'}>
          <Link to="/roles">{me.role}</Link>
        </Fact>
        {me.level && (
          <Fact name="Insights level">
            <Link to="/roles">{me.level}</Link>
          </Fact>
        )}
        {me.kind === 'user' && (
          <Fact name="Teams">
            <TeamLinks teams={me.teams} none="No teams" />
          </Fact>
        )}
      </Box>
    </Section>
  )
}
