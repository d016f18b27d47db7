import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { Link } from 'react-router'
import { measure } from '../theme/tokens'
import { timecode } from '../ui/Moment'
import { turnAddress, type CallListed } from './calls'

/** A text with some of its stretches marked, each given as start and length in UTF-16 units. */
export function Marked({ text, marks }: { text: string; marks: number[][] }) {
  const sorted = [...marks].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  let end = 0
  return (
    <>
      {sorted.map(([start = 0, length = 0]) => {
        if (start < end) return null
        const before = text.slice(end, start)
        end = start + length
        return (
          <Fragment key={start}>
            {before}
            <mark>{text.slice(start, end)}</mark>
          </Fragment>
        )
      })}
      {text.slice(end)}
    </>
  )
}

/** What was found in a call, or what it was about. */
export function Highlights({ call }: { call: CallListed }) {
  if (!call.highlights?.length) {
    return call.about ? (
      <Typography variant="body2" color="text.secondary" noWrap>
        {call.about}
      </Typography>
    ) : null
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
      {call.highlights.slice(0, 2).map((found) => (
        <Typography
          key={found.turn}
          variant="body2"
          color="text.secondary"
          sx={{
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
            maxWidth: measure.line,
            whiteSpace: 'normal',
          }}
        >
          <Box
            component={Link}
            to={turnAddress(call.id, found.turn)}
            sx={{ position: 'relative', zIndex: 1, mr: 2, fontVariantNumeric: 'tabular-nums' }}
          >
            {found.at == null ? `Turn ${found.turn + 1}` : timecode(found.at)}
          </Box>
          <Marked text={found.text} marks={found.marks} />
        </Typography>
      ))}
    </Box>
  )
}
