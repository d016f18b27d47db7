import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Monitor } from 'lucide-react'
import { useState } from 'react'
import { size } from '../theme/tokens'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Moment, toTheMinute } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import { useSay } from '../ui/page/Said'
import { StateChip } from '../ui/shown/StateChip'
import { useEndSession, useSessions, type Session } from './profile'

const EverywhereDrawer = laterDrawer(() => import('./MyDrawers').then((file) => file.EverywhereDrawer), isOpen)

/** Where one is signed in. */
export function MySessions() {
  const sessions = useSessions()
  const [all, setAll] = useState(false)
  return (
    <Section title="Sessions">
      <Loaded query={sessions} skeleton={<ListSkeleton rows={2} />} what="list">
        {({ items }) => (
          <Box component="ul" aria-label="Sessions" sx={{ mb: 3 }}>
            {items.map((session) => (
              <Line key={session.id} session={session} />
            ))}
          </Box>
        )}
      </Loaded>
      <Button variant="outlined" onClick={() => setAll(true)}>
        Sign out everywhere
      </Button>
      <EverywhereDrawer open={all} onClose={() => setAll(false)} />
    </Section>
  )
}

function Line({ session }: { session: Session }) {
  const say = useSay()
  const end = useEndSession()
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'center', py: 1, minHeight: size.touch }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <span>
            Signed in <Moment at={session.since} as={toTheMinute} />
          </span>
          {session.current && (
            <StateChip tone="accent" icon={Monitor}>
              This browser
            </StateChip>
          )}
        </Box>
        <Typography variant="body2" color="text.secondary" component="div">
          {session.customer && (
            <>
              <bdi>{session.customer.name}</bdi>
              {' · '}
            </>
          )}
          Ends <Moment at={session.expires} as={toTheMinute} />
        </Typography>
        {end.error && (
          <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
            {end.error.message}
          </Typography>
        )}
      </Box>
      {!session.current && (
        <Button
          size="small"
          color="inherit"
          loading={end.isPending}
          onClick={() => end.mutate(session.id, { onSuccess: () => say({ text: 'Session ended.' }) })}
        >
          End session
        </Button>
      )}
    </Box>
  )
}
