import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Shape } from '../api/client'

/** How many seats there are, in numbers, and what lacking one has cost. Where they do not fit on one line they stand three by three, so that the list is in sight. */
export function Figures({ seats, use }: { seats: Shape<'SeatsView'>; use: Shape<'SeatUseView'> | undefined }) {
  return (
    <Box
      component="dl"
      sx={{
        display: { xs: 'grid', md: 'flex' },
        gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
        flexWrap: 'wrap',
        columnGap: { xs: 4, sm: 10 },
        rowGap: { xs: 2, sm: 4 },
        mb: { xs: 3, sm: 5 },
      }}
    >
      <Figure name="Bought" number={seats.bought} />
      <Figure name="Used" number={seats.held} />
      <Figure name="Free" number={Math.max(0, seats.bought - seats.held)} />
      <Figure name="Changed" number={seats.changedToday} words="In 24 hours, more than 10 need approval" />
      {use && <Figure name="Idle" number={use.idle} words={`No call for ${use.idleWeeks} weeks`} />}
      {use && <Figure name="Calls not stored" number={use.notStored} words={`No seat, last ${use.days} days`} />}
    </Box>
  )
}

function Figure({ name, number, words }: { name: string; number: number; words?: string }) {
  return (
    <div>
      <Typography variant="body2" component="dt" color="text.secondary">
        {name}
      </Typography>
      <Typography variant="h1" component="dd" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {number.toLocaleString()}
      </Typography>
      {words && (
        <Typography variant="caption" component="dd" color="text.secondary">
          {words}
        </Typography>
      )}
    </div>
  )
}
