import Box from '@mui/material/Box'
import { Link } from 'react-router'
import { Preferences } from '../delivery/Preferences'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { Fact } from '../ui/Fact'
import { Page, Section } from '../ui/Page'
import { MyKeys } from './MyKeys'
import { MyRequests } from './MyRequests'
import { MySessions } from './MySessions'

/** Oneself: who one is here, one's keys, where one is signed in. */
export function Component() {
  return (
    <Guarded page="profile">
      <Page title="My profile" narrow>
        <WhoIAm />
        <Asked />
        <MyKeys />
        <MySessions />
        <MyPreferences />
      </Page>
    </Guarded>
  )
}

/** Staff have no part in Insights, and nothing to be told of there. */
function MyPreferences() {
  return useMe().customer && <Preferences />
}

/** Staff hold no level, and ask for none. */
function Asked() {
  const me = useMe()
  return me.customer && <MyRequests me={me} customer={me.customer.slug} />
}

function WhoIAm() {
  const me = useMe()
  return (
    <Section title="Who I am">
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
        <Fact name={me.level ? 'Role in Connect' : 'Role'}>
          <Link to="/roles">{me.role}</Link>
        </Fact>
        {me.level && (
          <Fact name="Role in Insights">
            <Link to="/roles">{me.level}</Link>
          </Fact>
        )}
        {me.kind === 'user' && <Fact name="Teams">{me.teams.map((team) => team.name).join(', ') || 'In no team'}</Fact>}
      </Box>
    </Section>
  )
}
