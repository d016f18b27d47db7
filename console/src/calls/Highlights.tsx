import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { Link } from 'react-router'
import { turnAddress } from '../addresses'
import { measure } from '../theme/tokens'
import { timecode } from '../ui/shown/Moment'
import { type CallListed } from './calls'
import { TranscriptDeleted } from './transcript/TranscriptDeleted'
import { pieces } from '../ui/shown/pieces'

/** A text with some of its stretches marked. */
export function Marked({ text, marks }: { text: string; marks: number[][] }) {
  return pieces(text, marks).map((piece) =>
    piece.marked ? <mark key={piece.from}>{piece.text}</mark> : <Fragment key={piece.from}>{piece.text}</Fragment>,
  )
}

/** What was found in a call, or what it was about. */
export function Highlights({ call }: { call: CallListed }) {
  if (!call.highlights?.length) {
    // A search that found it by its title or its people: where its words were, there are none any more.
    if (call.highlights && call.transcriptDeleted) return <TranscriptDeleted at={call.transcriptDeleted} short />
    return call.about ? (
      <Typography variant="body2" color="text.secondary" noWrap>
        {call.about}
      </Typography>
    ) : null
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
      {call.transcriptDeleted && <TranscriptDeleted at={call.transcriptDeleted} short />}
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
