import Box from '@mui/material/Box'
import { NavLink } from 'react-router'
import { seatsAddress } from '../addresses'
import { size } from '../theme/tokens'

/** The pages of seats: people, who has them by team and department, and major changes with how many wait. */
export function SeatViews({ customer, waiting }: { customer: string; waiting: number | undefined }) {
  const views = [
    { to: seatsAddress(customer), label: 'People', end: true },
    { to: seatsAddress(customer, 'allocation'), label: 'Allocation' },
    { to: seatsAddress(customer, 'requests'), label: waiting ? `Major changes · ${waiting}` : 'Major changes' },
    { to: seatsAddress(customer, 'reports'), label: 'Reports' },
    { to: seatsAddress(customer, 'set-up'), label: 'Steps' },
  ]
  return (
    <Box
      component="nav"
      aria-label="Seats"
      sx={{
        display: 'flex',
        gap: 4,
        mb: 4,
        borderBottom: 1,
        borderColor: 'divider',
        overflowX: 'auto',
        '& a': {
          display: 'inline-flex',
          alignItems: 'center',
          minHeight: { xs: size.touch, sm: size.tab },
          whiteSpace: 'nowrap',
          color: 'text.secondary',
          textDecoration: 'none',
          fontWeight: 500,
          borderBottom: 2,
          borderColor: 'transparent',
        },
        '& a[aria-current=page]': { color: 'text.primary', borderColor: 'primary.main' },
      }}
    >
      {views.map(({ to, label, end }) => (
        <NavLink key={to} to={to} end={end}>
          {label}
        </NavLink>
      ))}
    </Box>
  )
}
