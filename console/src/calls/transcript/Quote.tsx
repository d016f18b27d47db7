import Box from '@mui/material/Box'
import { Calendar, UserRound } from 'lucide-react'
import { Link } from 'react-router'
import { turnAddress } from '../../addresses'
import { column, font, measure } from '../../theme/tokens'
import { StateChip } from '../../ui/shown/StateChip'
import { turnName, type Line } from '../calls'
import { CopyQuote } from './CopyQuote'

const moment = { typography: 'body2', lineHeight: font.line.body, fontVariantNumeric: 'tabular-nums', textDecoration: 'none' } as const

/** One quotation, word for word, after the moment it leads to; without a call it leads nowhere, for those who may not read on. */
export function Quote({ call, line, source, copies }: { call?: string; line: Line; source?: string; copies?: boolean }) {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: column.turn, columnGap: 2, py: 1.5 }}>
      {call === undefined ? (
        <Box component="span" sx={{ ...moment, color: 'text.secondary' }}>
          {turnName(line)}
        </Box>
      ) : (
        <Box
          component={Link}
          to={turnAddress(call, line.turn)}
          data-row
          aria-label={`${turnName(line)}, ${line.speaker}: open in the transcript`}
          sx={{ ...moment, color: 'tone.accent.main', '&:hover': { textDecoration: 'underline' } }}
        >
          {turnName(line)}
        </Box>
      )}
      <Box component="figure" sx={{ maxWidth: measure.reading }}>
        <Box component="blockquote" dir="auto">
          {line.text}
        </Box>
        <Box
          component="figcaption"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 2,
            rowGap: 1,
            typography: 'body2',
            color: 'text.secondary',
          }}
        >
          <bdi>{line.speaker}</bdi>
          {source && (
            <span>
              in <bdi>{source}</bdi>
            </span>
          )}
          {line.who && line.who !== line.speaker && <StateChip icon={UserRound}>{line.who}</StateChip>}
          {line.when && <StateChip icon={Calendar}>{line.when}</StateChip>}
          {copies && call !== undefined && <CopyQuote call={call} quote={line} />}
        </Box>
      </Box>
    </Box>
  )
}
