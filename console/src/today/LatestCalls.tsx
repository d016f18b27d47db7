import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Phone } from 'lucide-react'
import { Link } from 'react-router'
import { callAddress } from '../addresses'
import { AccountLink, PersonLink } from '../session/links'
import { measure } from '../theme/tokens'
import { EmptyState } from '../ui/page/EmptyState'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { twoLines } from './lines'
import type { Today } from './today'

/** The latest calls that the reader may see, each with two lines of it. */
export function LatestCalls({ calls }: { calls: Today['calls'] }) {
  return (
    <Section title="Latest calls" aside={calls.length > 0 && <Link to="/calls">All calls</Link>}>
      {calls.length ? (
        <Box component="ul" aria-label="Latest calls" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 5 }}>
          {calls.map(({ call, line }) => (
            <Box component="li" key={call.id} sx={{ maxWidth: measure.line }}>
              <Box sx={{ display: 'flex', alignItems: 'baseline', columnGap: 3 }}>
                <Typography noWrap sx={{ flex: 1, minWidth: 0, fontWeight: call.read ? 400 : 600 }}>
                  <Link to={callAddress(call.id)}>
                    <bdi>{call.title}</bdi>
                  </Link>
                </Typography>
                <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'nowrap' }}>
                  <Moment at={call.start} />
                </Typography>
              </Box>
              <Typography variant="body2" component="div" color="text.secondary">
                <PersonLink id={call.owner.id} name={call.owner.name} plain />
                {call.account && (
                  <>
                    {' · '}
                    <AccountLink account={call.account} />
                  </>
                )}
              </Typography>
              {[call.about, line?.text].map(
                (said, place) =>
                  said && (
                    <Typography key={place} variant="body2" component="div" dir="auto" sx={{ ...twoLines, mt: 1 }}>
                      {said}
                    </Typography>
                  ),
              )}
            </Box>
          ))}
        </Box>
      ) : (
        <EmptyState icon={Phone} title="No calls yet">
          Your own calls, your teams’ calls and calls shared with you appear here with their summaries.
        </EmptyState>
      )}
    </Section>
  )
}
