import Tooltip from '@mui/material/Tooltip'
import { endWords } from './days'
import { inFull } from './Moment'

/** When something ends, as “until the end of 28 Dec”, with the exact instant on hover. */
export function Until({ at, first }: { at: string; /** It begins the line. */ first?: boolean }) {
  return (
    <Tooltip title={inFull(at)}>
      <time dateTime={at}>
        {first ? 'Until' : 'until'} {endWords(at)}
      </time>
    </Tooltip>
  )
}
