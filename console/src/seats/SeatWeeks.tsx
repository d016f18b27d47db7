import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { Shape } from '../api/client'
import { size } from '../theme/tokens'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { weekOf } from './SeatCells'
import { useSeatWeeks } from './seats'

type Weeks = Shape<'SeatWeeks'>
type Week = Weeks['weeks'][number]

/** The last weeks as a picture, with a table behind it: seats in use, and how many people used theirs. */
export function SeatWeeks({ customer }: { customer: string }) {
  const query = useSeatWeeks(customer)
  const [table, setTable] = useState(false)
  return (
    <Section title="By week" aside="Full weeks, Monday to Sunday (UTC).">
      <Loaded query={query} skeleton={<ListSkeleton rows={3} />} what="customer" back="/">
        {({ weeks, fewest }) => (
          <Box sx={{ maxWidth: size.readingPage }}>
            {table ? <AsTable weeks={weeks} fewest={fewest} /> : <Picture weeks={weeks} fewest={fewest} />}
            <Button size="small" color="inherit" aria-pressed={table} onClick={() => setTable(!table)} sx={{ mx: -3.5 }}>
              {table ? 'Show as chart' : 'Show as table'}
            </Button>
          </Box>
        )}
      </Loaded>
    </Section>
  )
}

const wide = 640
const high = 120

/** Bars from zero: behind, the seats in use; before, the people who used theirs. The last week says its numbers. */
function Picture({ weeks, fewest }: Weeks) {
  const most = Math.max(1, ...weeks.map(({ seats, used }) => Math.max(seats, used ?? 0)))
  const last = weeks.at(-1)!
  const step = wide / weeks.length
  const tall = (count: number) => (count / most) * high
  const said = `Seats by week: in the week of ${weekOf(last.from)}, ${last.seats} in use and ${used(last, fewest)} used. At most ${Math.max(...weeks.map(({ seats }) => seats))} in use in ${weeks.length} weeks.`
  return (
    <Box role="img" aria-label={said} sx={{ mb: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, mb: 2, typography: 'body2', fontVariantNumeric: 'tabular-nums' }}>
        <Key colour="tone.neutral.soft" words={`${last.seats.toLocaleString()} in use`} />
        <Key colour="primary.main" words={`${used(last, fewest)} used for a call`} />
        <Box component="span" sx={{ color: 'text.secondary' }}>
          in the week of {weekOf(last.from)}
        </Box>
      </Box>
      <Box
        component="svg"
        aria-hidden
        viewBox={`0 0 ${wide} ${high}`}
        preserveAspectRatio="none"
        sx={{ display: 'block', width: '100%', height: size.chart, borderBottom: 1, borderColor: 'line.strong' }}
      >
        {weeks.map((week, place) => (
          <g key={week.from}>
            <title>{`Week of ${weekOf(week.from)}: ${week.seats} in use, ${used(week, fewest)} used`}</title>
            <Bar x={place * step} width={step} height={tall(week.seats)} colour="tone.neutral.soft" inset={0.12} />
            {week.used != null && <Bar x={place * step} width={step} height={tall(week.used)} colour="primary.main" inset={0.28} />}
          </g>
        ))}
      </Box>
      <Typography variant="caption" component="div" color="text.secondary" sx={{ display: 'flex', justifyContent: 'space-between', mt: 1 }}>
        <span>{weekOf(weeks[0]!.from)}</span>
        <span>{weekOf(last.from)}</span>
      </Typography>
    </Box>
  )
}

const used = ({ used: count }: Week, fewest: number) => (count == null ? `fewer than ${fewest}` : count.toLocaleString())

function Bar({ x, width, height, colour, inset }: { x: number; width: number; height: number; colour: string; inset: number }) {
  return (
    <Box
      component="rect"
      x={x + width * inset}
      y={high - height}
      width={width * (1 - 2 * inset)}
      height={height}
      fill="currentColor"
      sx={{ color: colour }}
    />
  )
}

function Key({ colour, words }: { colour: string; words: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      <Box component="span" sx={{ width: size.bar, height: size.bar, borderRadius: `${size.radiusChip}px`, bgcolor: colour }} />
      {words}
    </Box>
  )
}

function AsTable({ weeks, fewest }: Weeks) {
  return (
    <Box
      component="table"
      aria-label="Seats by week"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        typography: 'body2',
        mb: 3,
        fontVariantNumeric: 'tabular-nums',
        '& th, & td': { py: 0.5, textAlign: 'start', fontWeight: 400 },
      }}
    >
      <thead>
        <Box component="tr" sx={{ color: 'text.secondary', typography: 'caption' }}>
          <th scope="col">Week of</th>
          <th scope="col">Seats in use</th>
          <th scope="col">People who used theirs</th>
        </Box>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.from}>
            <th scope="row">{weekOf(week.from)}</th>
            <td>{week.seats.toLocaleString()}</td>
            <td>{used(week, fewest)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
