import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { customerAddress, userAddress } from '../addresses'
import { Moment } from '../ui/shown/Moment'
import type { Report } from './upstream'

/** Whom a report is about, leading to the user where there is one. */
export function About({ report: { customer, user, email, name } }: { report: Report }) {
  const shown = <bdi>{name || email}</bdi>
  return user && customer ? <Link to={userAddress(customer.slug, user)}>{shown}</Link> : shown
}

/** The customer who has the tenant. */
export function Of({ customer }: { customer: NonNullable<Report['customer']> }) {
  return (
    <Link to={customerAddress(customer.slug)}>
      <bdi>{customer.name}</bdi>
    </Link>
  )
}

/** Why a report was refused, who decided about it, or how to decide. */
export function Below({ report, onDecide }: { report: Report; onDecide: (release: boolean) => void }) {
  const { email, why, last, result, decidedBy, decidedAt } = report
  return (
    <>
      <Typography variant="caption" component="div" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {[email, why, last && `Nobody in the customer is ${last} any more.`].filter(Boolean).join(' · ')}
        {decidedBy && decidedAt && (
          <>
            {' '}
            · {decidedBy}, <Moment at={decidedAt} />
          </>
        )}
      </Typography>
      {result === 'held' && (
        <>
          <Button size="small" color="inherit" aria-label={`Release the deactivation of ${email}`} onClick={() => onDecide(true)}>
            Release
          </Button>
          <Button size="small" color="inherit" aria-label={`Dismiss the deactivation of ${email}`} onClick={() => onDecide(false)}>
            Dismiss
          </Button>
        </>
      )}
    </>
  )
}
