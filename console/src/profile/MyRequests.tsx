import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { StateOf } from '../levels/StateOf'
import { useRequests } from '../levels/levels'
import { PersonLink } from '../session/links'
import type { Me } from '../session/session'
import { TeamLinks } from '../teams/TeamLinks'
import { endWords } from '../ui/shown/days'
import { Moment } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import { roleName } from '../ui/shown/words'

/** The levels one asked for, or was to be given, and what became of it. Shown once there is something to show. */
export function MyRequests({ me, customer }: { me: Me; customer: string }) {
  const requests = useRequests(customer, null)
  const mine = requests.items.filter(({ subject }) => subject.id === me.id)
  if (!mine.length) return null
  return (
    <Section title="My requests">
      <Box component="ul" aria-label="My requests" sx={{ display: 'grid', gap: 3 }}>
        {mine.map((request) => (
          <li key={request.id}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
              <span>
                {roleName(request.level)}
                {request.teams && (
                  <>
                    {' '}
                    for <TeamLinks teams={request.teams} />
                  </>
                )}
                {request.until && `, until ${endWords(request.until)}`}
              </span>
              <StateOf request={request} />
            </Box>
            <Typography variant="body2" color="text.secondary" component="div">
              Requested{' '}
              {request.requester.id !== me.id && (
                <>
                  by <PersonLink id={request.requester.id} name={request.requester.name} plain />{' '}
                </>
              )}
              <Moment at={request.at} />
              {request.state === 'open' && '. An Organization Admin decides; you will be notified.'}
            </Typography>
          </li>
        ))}
      </Box>
    </Section>
  )
}
