import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { api, body } from '../api/client'
import { keys as kept } from '../api/keys'
import { KeyLine } from '../machines/KeyLine'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Moment, toTheMinute } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import type { AboutUser } from './people'

/** Where a user is signed in and which keys act as them: all of it ends when they are deactivated, and only they end one alone. */
export function UserSessions({ customer, user: { id, name } }: AboutUser) {
  const found = useQuery({
    queryKey: kept.userSessions(customer, id),
    queryFn: () => body(api.GET('/api/customers/{customer}/users/{user}/sessions', { params: { path: { customer, user: id } } })),
  })
  return (
    <Loaded query={found} skeleton={<ListSkeleton rows={3} />} what="user">
      {({ sessions, keys }) => (
        <>
          <Typography color="text.secondary" sx={{ mb: 4 }}>
            Deactivating {name} ends all of these at once. Only they can end a single session or key.
          </Typography>
          <Section title="Signed in">
            <Box component="ul" aria-label="Sessions">
              {sessions.map((session) => (
                <Box component="li" key={session.id} sx={{ py: 1 }}>
                  Signed in <Moment at={session.since} as={toTheMinute} />
                  <Typography variant="body2" color="text.secondary" component="div">
                    Ends <Moment at={session.expires} as={toTheMinute} />
                  </Typography>
                </Box>
              ))}
              {!sessions.length && <li>No active sessions.</li>}
            </Box>
          </Section>
          <Section title="Personal keys">
            <Box component="ul" aria-label="Personal keys">
              {keys.map((key) => (
                <KeyLine
                  key={key.id}
                  of={key}
                  may={key.permissions?.join(', ') ?? 'All their permissions'}
                  onEnd={() => void found.refetch()}
                  actions={null}
                />
              ))}
              {!keys.length && <li>No personal keys.</li>}
            </Box>
          </Section>
        </>
      )}
    </Loaded>
  )
}
