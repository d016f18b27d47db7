import Typography from '@mui/material/Typography'
import { measure } from '../../theme/tokens'
import { Moment } from '../../ui/shown/Moment'

/** Says that and when a transcript was deleted, in its place and wherever it is missed. */
export function TranscriptDeleted({ at, short }: { at: string; short?: boolean }) {
  if (short)
    return (
      <Typography variant="body2" color="text.secondary">
        Transcript deleted on <Moment at={at} as={day} />
      </Typography>
    )
  return (
    <Typography color="text.secondary" sx={{ maxWidth: measure.reading }}>
      The transcript was deleted on <Moment at={at} as={day} /> by the organization’s retention. The summary and the moments it quotes are
      kept.
    </Typography>
  )
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' })

const day = (at: Date) => dayFormat.format(at)
