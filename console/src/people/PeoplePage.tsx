import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { userAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { PersonLine } from '../ui/shown/PersonName'
import { people } from '../ui/shown/words'

type Person = Shape<'PersonView'>
type Granted = Shape<'MyHelp'>['kind']

const grants: Record<Granted, string> = {
  role: 'Roles and custom roles',
  level: 'Insights levels',
  seat: 'Seats',
  team: 'Teams',
}

/** Who is in my teams, and who can grant what I lack: the people whom everyone may know by name. */
export function Component() {
  return (
    <Guarded page="people">
      <People />
    </Guarded>
  )
}

function People() {
  const mine = useQuery({ queryKey: keys.people(), queryFn: () => body(api.GET('/api/me/people')) })
  return (
    <Page title="People" lead="Who is in your teams, and who can grant what you don’t have.">
      <Loaded query={mine} skeleton={<ListSkeleton />} what="people" back="/">
        {({ teams, grants: able }) => (
          <>
            {teams.length === 0 && (
              <EmptyState icon={UsersRound} title="You’re in no team yet">
                An Organization Admin adds people to teams. The people of your teams appear here.
              </EmptyState>
            )}
            {teams.map((team) => (
              <Section key={team.slug} title={team.name} aside={people(team.count)}>
                <Names who={team.people} count={team.count} />
              </Section>
            ))}
            {able.length > 0 && (
              <Section title="Who can grant access">
                <Box sx={{ display: 'grid', gap: 8 }}>
                  {able.map((one) => (
                    <div key={one.kind}>
                      <Typography variant="subtitle2" component="h3" gutterBottom>
                        {grants[one.kind]}
                      </Typography>
                      <Names who={one.people} count={one.count} />
                    </div>
                  ))}
                </Box>
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Names({ who, count }: { who: Person[]; count: number }) {
  const me = useMe()
  const customer = me.customer?.slug
  const to = ({ id }: Person) => (customer && allowed(me, 'users') ? userAddress(customer, id) : undefined)
  return (
    <>
      <Box
        component="ul"
        sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: `repeat(auto-fill, minmax(${size.search}px, 1fr))` }, gap: 4 }}
      >
        {who.map((one) => (
          <li key={one.id}>
            <PersonLine name={one.name} picture={one.picture} to={to(one)}>
              {one.id === me.id && 'You'}
            </PersonLine>
          </li>
        ))}
      </Box>
      {count > who.length && <Typography color="text.secondary">and {people(count - who.length)} more</Typography>}
    </>
  )
}
