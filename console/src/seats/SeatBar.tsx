import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import type { Use } from './seats'

/** Seats used and free as one bar with its words, and beside it what one may want to do something about. */
export function SeatBar({ use, idle }: { use: Use; idle: string }) {
  const { bought, used } = use
  const free = Math.max(0, bought - used)
  return (
    <Box sx={{ mb: { xs: 3, sm: 5 }, maxWidth: size.readingPage }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3, mb: 1.5 }}>
        <Typography variant="h2" component="p" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {used.toLocaleString()} of {bought.toLocaleString()} seats used
        </Typography>
        <Typography color="text.secondary">{free.toLocaleString()} free</Typography>
      </Box>
      <Box
        aria-hidden
        sx={{ height: size.bar, borderRadius: `${size.radiusChip}px`, bgcolor: 'tone.neutral.soft', overflow: 'hidden', mb: 2 }}
      >
        <Box
          sx={{
            height: '100%',
            width: `${bought ? (Math.min(used, bought) / bought) * 100 : 0}%`,
            bgcolor: free ? 'primary.main' : 'tone.attention.main',
          }}
        />
      </Box>
      <Box
        component="ul"
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 0.5, typography: 'body2', color: 'text.secondary' }}
      >
        <Told>
          {use.idle > 0 ? <Link to={idle}>{use.idle.toLocaleString()} idle</Link> : 'None idle'} for {use.idleDays} days
        </Told>
        <Told wide>
          {use.notStored.toLocaleString()} {use.notStored === 1 ? 'call' : 'calls'} not stored for lack of a seat in {use.days} days
        </Told>
        <Told wide>
          {use.changed.toLocaleString()} changed in {use.majorHours} hours; more than {use.major} need approval
        </Told>
      </Box>
    </Box>
  )
}

/** A line of it; what is `wide` is left out on a phone, where the list has to be in sight. */
function Told({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <Box component="li" sx={wide ? { display: { xs: 'none', sm: 'list-item' } } : undefined}>
      {children}
    </Box>
  )
}
