import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { inCustomer, userAddress, withAct } from '../addresses'
import type { Shape } from '../api/client'

type Remedy = Shape<'Remedy'>

/** What is done, and the drawer of the user’s page that does it. */
const acts: Record<Exclude<Remedy['kind'], 'level'>, { words: (name: string) => string; drawer: string }> = {
  'custom-role': { words: (name) => `Give ${name}`, drawer: 'roles' },
  'connect-role': { words: (name) => `Give ${name}`, drawer: 'connect' },
  tenant: { words: () => 'Assign the tenant', drawer: 'tenants' },
  reactivation: { words: () => 'Reactivate', drawer: 'reactivate' },
}

/** Where one does it, with everything filled in. */
function doing(customer: string, { kind, user, give, name }: Remedy): { words: string; to: string } {
  const given = give ? { give } : undefined
  if (kind === 'level') return { words: `Give ${name}`, to: withAct(inCustomer(customer, 'levels'), 'give', { to: user, ...given }) }
  const { words, drawer } = acts[kind]
  return { words: words(name ?? ''), to: withAct(userAddress(customer, user), drawer, given) }
}

/** What the one who asked may do about it: each leads to the form that does it, which still has to be sent. */
export function Remedies({ customer, remedies }: { customer: string; remedies: Remedy[] }) {
  return (
    <Box>
      <Typography variant="h3" component="h2" color="text.secondary" sx={{ mb: 2 }}>
        What you can do
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {remedies.map((remedy, place) => {
          const { words, to } = doing(customer, remedy)
          return (
            <Button key={to} variant={place ? 'outlined' : 'contained'} component={Link} to={to}>
              {words}
            </Button>
          )
        })}
      </Box>
    </Box>
  )
}
