import Typography from '@mui/material/Typography'
import type { Request } from '../directory/requests'
import { PersonLink } from '../session/links'
import { measure } from '../theme/tokens'
import { Moment } from '../ui/shown/Moment'
import { listed } from '../ui/shown/words'

/** Who asked for access, when and why, and where it stands: who decides, or what was decided. */
export function Asked({ request, mine }: { request: Request; /** The reader made it, for themselves. */ mine?: boolean }) {
  const { subject, requester, at, note } = request
  return (
    <div>
      <Typography variant="body2" component="div" color="text.secondary">
        {requester.id === subject.id ? (
          mine ? (
            'Requested by you'
          ) : (
            'Requested by themselves'
          )
        ) : (
          <>
            Requested by <PersonLink id={requester.id} name={requester.name} plain />
          </>
        )}
        {', '}
        <Moment at={at} />
      </Typography>
      {note && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1, maxWidth: measure.sentence }}>
          “<bdi>{note}</bdi>”
        </Typography>
      )}
      <Typography variant="body2" component="div" color="text.secondary" sx={{ mt: 1, maxWidth: measure.sentence }}>
        <Standing request={request} />
      </Typography>
    </div>
  )
}

/** Who can decide; once it is decided who did, when, and what they said or gave. */
export function Standing({ request: { state, deciders, vendorDecides, decidedBy, decidedAt, answer } }: { request: Request }) {
  if (state === 'open') {
    if (deciders.length) return `${listed(deciders.map(({ name }) => name))} can decide.`
    return vendorDecides ? 'Your vendor’s support decides.' : 'Nobody can decide this yet.'
  }
  if (!decidedAt) return null
  return (
    <>
      {state === 'approved' ? 'Approved' : state === 'declined' ? 'Declined' : 'Withdrawn'}
      {decidedBy && (
        <>
          {' by '}
          <bdi>{decidedBy.name}</bdi>
        </>
      )}
      {', '}
      <Moment at={decidedAt} />
      {answer && (
        <>
          {state === 'approved' ? '. Given: ' : ': '}
          <bdi>{answer}</bdi>
        </>
      )}
    </>
  )
}
