import Typography from '@mui/material/Typography'
import { PersonLink } from '../session/links'
import { measure } from '../theme/tokens'
import { Moment } from '../ui/shown/Moment'
import type { Request } from './levels'

/** Who asked for a level, when, and why. */
export function Asked({ request: { subject, requester, at, note } }: { request: Request }) {
  return (
    <div>
      <Typography variant="body2" component="div" color="text.secondary">
        {requester.id === subject.id ? (
          'Requested by themselves'
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
    </div>
  )
}
