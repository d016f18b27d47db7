import Tooltip from '@mui/material/Tooltip'
import { capital } from '../ui/words'
import { untilWords } from './levels'

/** In the reader's own zone, which it names. */
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

/** When a level ends, with the exact instant on hover. */
export function Until({ at, first }: { at: string; /** It begins the line. */ first?: boolean }) {
  return (
    <Tooltip title={exact.format(new Date(at))}>
      <time dateTime={at}>{first ? capital(untilWords(at)) : untilWords(at)}</time>
    </Tooltip>
  )
}
