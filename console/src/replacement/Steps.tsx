import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Circle, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { userAddress } from '../addresses'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import { listed } from '../ui/shown/words'
import type { Replacement } from './replacement'

/** The steps from a proposal to a new Organization Admin: what is done and by whom, and who does the next. */
export function Steps({ customer, proposal }: { customer: string; proposal: Replacement }) {
  const { person, at, note, takesEffect, confirmedBy, onHost, confirmers } = proposal
  return (
    <Box component="ol" aria-label="Steps" sx={{ display: 'grid', gap: 6, maxWidth: size.readingPage }}>
      <Step done title="Your vendor’s support proposes">
        <Link to={userAddress(customer, person.id)}>{person.name}</Link>, <Moment at={at} />.{note && ` “${note}”`}
      </Step>
      <Step done={takesEffect != null} title="A Customer Admin confirms">
        {takesEffect ? (
          onHost ? (
            'The vendor’s Platform Team confirmed it, because no Customer Admin could.'
          ) : (
            `${confirmedBy?.name ?? 'Somebody'} confirmed it.`
          )
        ) : confirmers.length ? (
          `${listed(confirmers.map(({ name }) => name))} can confirm it.`
        ) : (
          <>
            No Customer Admin can: it takes someone who has held the role for 30 days and was neither added nor appointed by the member of
            staff who proposes. The vendor’s Platform Team confirms on the host, with{' '}
            <code>usher customer confirm-organization-admin {customer}</code>.
          </>
        )}
      </Step>
      <Step done={takesEffect != null} title="It is announced">
        {takesEffect
          ? 'Everyone with a role above Default User was notified. Until it takes effect, a Customer Admin or the vendor’s support can withdraw it.'
          : 'Everyone with a role above Default User is notified once it is confirmed.'}
      </Step>
      <Step title="It takes effect">
        {takesEffect ? <Moment at={takesEffect} /> : '24 hours after it was announced'}
        {', if there is still no Organization Admin then.'}
      </Step>
    </Box>
  )
}

function Step({ done = false, title, children }: { done?: boolean; title: string; children: ReactNode }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3 }}>
      <Box
        component="span"
        role="img"
        aria-label={done ? 'Done' : 'To do'}
        sx={{ color: done ? 'tone.good.main' : 'text.secondary', display: 'flex', mt: 1 }}
      >
        <Icon of={done ? CircleCheck : Circle} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="subtitle2" component="h2">
          {title}
        </Typography>
        <Typography color="text.secondary" component="div" sx={{ overflowWrap: 'anywhere' }}>
          {children}
        </Typography>
      </Box>
    </Box>
  )
}
