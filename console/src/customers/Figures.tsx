import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { inCustomer, requestsAddress, usersAddress } from '../addresses'
import { Lead } from '../session/links'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import type { Dashboard } from './customers'

/** What is counted of a customer; a number leads to the list that it counts, where the reader has that list. */
export function Figures({ customer, figures }: { customer: string; figures: Dashboard['figures'] }) {
  const me = useMe()
  const users = allowed(me, 'users')
  const { accessRequests, integrationUsers } = figures
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: `repeat(auto-fill, minmax(${size.figure}px, 1fr))` },
        columnGap: 6,
        rowGap: 4,
        mb: 8,
      }}
    >
      <Figure name="Active users" number={figures.users} to={users ? usersAddress(customer, { state: 'active' }) : undefined} />
      <Figure name="Invited" number={figures.invited} words="Not signed in yet" />
      <Figure name="Deactivated" number={figures.deactivated} to={users ? usersAddress(customer, { state: 'deactivated' }) : undefined} />
      <Figure name="Tenants" number={figures.tenants} />
      <Figure name="App requests" number={figures.appRequests} words="Waiting" />
      {accessRequests != null && (
        <Figure
          name="Access requests"
          number={accessRequests}
          words="Waiting"
          to={allowed(me, 'accessRequests') ? requestsAddress(customer, 'open') : undefined}
        />
      )}
      {integrationUsers != null && (
        <Figure
          name={allowed(me, 'integrationUsers') ? 'Integration users' : 'Apps’ integration users'}
          number={integrationUsers}
          to={allowed(me, 'integrationUsers') ? inCustomer(customer, 'integration-users') : undefined}
        />
      )}
    </Box>
  )
}

function Figure({ name, number, words, to }: { name: string; number: number; words?: string; to?: string }) {
  return (
    <div>
      <Typography variant="body2" component="dt" color="text.secondary">
        <Lead to={to}>{name}</Lead>
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
