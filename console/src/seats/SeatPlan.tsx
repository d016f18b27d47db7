import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { CircleAlert, ShieldAlert } from 'lucide-react'
import { Notice } from '../ui/page/states'
import { Moment } from '../ui/shown/Moment'
import { listed, people } from '../ui/shown/words'
import type { SeatsChanged } from './seats'

type Line = SeatsChanged['lines'][number]

/** What a change of seats does to whom, what it is not done for and why, and what is left. */
export function SeatPlan({ preview: { lines, major, used, bought, prevented, takesEffect } }: { preview: SeatsChanged }) {
  const of = (fate: Line['fate']) => lines.filter((line) => line.fate === fate)
  const [gives, removes, same, refused] = [of('give'), of('remove'), of('same'), of('refuse')]
  return (
    <Box role="status" aria-label="What changes" sx={{ display: 'grid', gap: 3 }}>
      {gives.length > 0 && (
        <Side title={`${people(gives.length)} ${gives.length === 1 ? 'gets' : 'get'} a seat`} lines={gives}>
          New calls are recorded and stored. The owner and their teams can see them.
        </Side>
      )}
      {removes.length > 0 && (
        <Side title={`${people(removes.length)} ${removes.length === 1 ? 'loses' : 'lose'} their seat`} lines={removes}>
          New calls are counted but not stored. Stored calls stay visible to the same people.
        </Side>
      )}
      {same.length > 0 && <Typography color="text.secondary">Nothing changes for {names(same)}.</Typography>}
      {refused.map((line) => (
        <Typography key={line.user} sx={{ color: 'tone.danger.main' }}>
          {line.name ?? 'Someone'}: {line.why}
        </Typography>
      ))}
      {prevented && <Notice icon={CircleAlert}>{prevented}</Notice>}
      {major && (
        <Notice icon={ShieldAlert}>
          This is a major change.{' '}
          {takesEffect ? (
            <>
              You are the only Organization Admin, so it is announced now and takes effect <Moment at={takesEffect} />. You can withdraw it
              until then.
            </>
          ) : (
            'Another Organization Admin must approve it.'
          )}
        </Notice>
      )}
      <Typography color="text.secondary">
        Then {used.toLocaleString()} of {bought.toLocaleString()} seats are used. Everyone concerned is notified.
      </Typography>
    </Box>
  )
}

const most = 12

function names(lines: Line[]) {
  const shown = lines.slice(0, most).map(({ name }) => name ?? 'someone')
  return lines.length > most ? `${shown.join(', ')} and ${lines.length - most} more` : listed(shown)
}

function Side({ title, lines, children }: { title: string; lines: Line[]; children: string }) {
  return (
    <div>
      <Typography sx={{ fontWeight: 500 }}>{title}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{names(lines)}</Typography>
      <Typography color="text.secondary">{children}</Typography>
    </div>
  )
}
