import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Calendar, UserRound } from 'lucide-react'
import { Link } from 'react-router'
import { turnAddress } from '../addresses'
import { measure } from '../theme/tokens'
import { Section } from '../ui/page/Page'
import { dayName, inDays } from '../ui/shown/days'
import { StateChip } from '../ui/shown/StateChip'
import { twoLines } from './lines'
import type { Today } from './today'

type Step = Today['steps'][number]

/** By when, as a chip: a day that has passed or is today stands out; what names no day, as it was said. */
function Due({ due, when }: { due?: string | null; when?: string | null }) {
  const today = inDays(0)
  if (!due) return when ? <StateChip icon={Calendar}>{when}</StateChip> : null
  return (
    <StateChip icon={Calendar} tone={due < today ? 'danger' : due === today ? 'attention' : 'neutral'}>
      {due < today ? `Was due ${dayName(due)}` : due === today ? 'Due today' : `Due ${dayName(due)}`}
    </StateChip>
  )
}

/** What is to be done after recent calls: the reader’s own first, then by the day it is due. */
export function NextSteps({ steps }: { steps: Step[] }) {
  return (
    <Section title="Next steps" aside="from the last two weeks’ calls">
      <Box component="ul" aria-label="Next steps" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        {steps.map(({ call, title, account, line, due, mine }) => (
          <Box component="li" key={`${call} ${line.turn} ${line.text}`} sx={{ maxWidth: measure.line }}>
            <Typography component="div" dir="auto" sx={twoLines}>
              {line.text}
            </Typography>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1, mt: 1 }}>
              <StateChip icon={UserRound} tone={mine ? 'accent' : 'neutral'}>
                {mine ? 'You' : (line.who ?? line.speaker)}
              </StateChip>
              <Due due={due} when={line.when} />
              <Typography variant="body2" noWrap sx={{ minWidth: 0, maxWidth: '100%' }}>
                <Link to={turnAddress(call, line.turn)}>
                  <bdi>{account ?? title}</bdi>
                </Link>
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
