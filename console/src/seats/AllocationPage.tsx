import Box from '@mui/material/Box'
import { useParams } from 'react-router'
import { seatsAddress, teamAddress } from '../addresses'
import type { Shape } from '../api/client'
import { Guarded } from '../session/Guarded'
import { Lead } from '../session/links'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { SeatBar } from './SeatBar'
import { useAllocation, useSeatUse } from './seats'
import { SeatViews } from './SeatViews'
import { SeatWeeks } from './SeatWeeks'

type Share = Shape<'SeatShare'>

/** How seats were used week by week, and who has them by team and by department. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="seats">
      <Allocation key={customer} customer={customer} />
    </Guarded>
  )
}

function Allocation({ customer }: { customer: string }) {
  const use = useSeatUse(customer)
  const shares = useAllocation(customer)
  return (
    <Page title="Seats" lead="Seats by week, and active people with a seat by team and by department.">
      {use && <SeatBar use={use} idle={`${seatsAddress(customer)}?seat=idle`} />}
      <SeatViews customer={customer} waiting={use?.waiting} />
      <SeatWeeks customer={customer} />
      <Loaded query={shares} skeleton={<ListSkeleton />} what="customer" back="/">
        {({ teams, departments }) => (
          <>
            <Section title="By team" aside="Someone in two teams counts in both.">
              <Shares label="Seats by team" rest="In no team" customer={customer} shares={teams} />
            </Section>
            <Section title="By department">
              <Shares label="Seats by department" rest="No department known" customer={customer} shares={departments} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** A table whose numbers are bars as well: how many of a group’s people have a seat. */
function Shares({ label, rest, customer, shares }: { label: string; rest: string; customer: string; shares: Share[] }) {
  const me = useMe()
  const shown = shares.filter(({ people }) => people > 0)
  return (
    <Box
      component="table"
      aria-label={label}
      sx={{
        width: '100%',
        maxWidth: size.readingPage,
        borderCollapse: 'collapse',
        typography: 'body2',
        '& th, & td': { px: 0, py: 1.5, textAlign: 'start' },
      }}
    >
      <tbody>
        {shown.map(({ name, slug, people, seats }) => (
          <tr key={slug ?? name ?? rest}>
            <Box component="th" scope="row" sx={{ width: '40%', fontWeight: 400, pr: 3, overflowWrap: 'anywhere' }}>
              <Lead to={slug && allowed(me, 'teams') ? teamAddress(customer, slug) : undefined}>{name ?? rest}</Lead>
            </Box>
            <td>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
                <Box
                  aria-hidden
                  sx={{ flex: 1, height: size.bar, borderRadius: `${size.radiusChip}px`, bgcolor: 'tone.neutral.soft', overflow: 'hidden' }}
                >
                  <Box sx={{ height: '100%', width: `${(seats / people) * 100}%`, bgcolor: 'primary.main' }} />
                </Box>
                <Box component="span" sx={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>
                  {seats.toLocaleString()} of {people.toLocaleString()}
                </Box>
              </Box>
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
