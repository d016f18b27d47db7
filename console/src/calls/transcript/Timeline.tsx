import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { turnAddress } from '../../addresses'
import { size } from '../../theme/tokens'
import { timecode } from '../../ui/shown/Moment'
import { tintOf } from '../../ui/shown/PersonName'
import { StateChip } from '../../ui/shown/StateChip'
import { turnName, type Call } from '../calls'
import { partNames } from '../Summary'
import { Chapters } from './Chapters'

type Read = Call['timeline']

/** How many speakers have a line of their own. */
const most = 6

const percent = (part: number) => `${Math.round(part * 1000) / 10}%`

/** Who spoke when, how much, and where the moments of the summary are; each leads to its turn. */
export function Timeline({ call }: { call: Call }) {
  const data = call.timeline
  if (!data.speakers.length || (!data.spans.length && !data.moments.length)) return null
  const others = data.speakers.length - most
  return (
    <Box component="section" aria-label="Timeline" sx={{ mb: 6 }}>
      <Box component="ul" sx={{ display: 'grid', gap: 1.5 }}>
        {data.speakers.slice(0, most).map((speaker, place) => (
          <Lane key={speaker.name} call={call.id} read={data} speaker={speaker} place={place} />
        ))}
      </Box>
      {others > 0 && (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
          and {others} more
        </Typography>
      )}
      <Moments call={call} read={data} />
      <Chapters call={call} />
    </Box>
  )
}

const lane = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `${size.search}px minmax(0, 1fr)` },
  columnGap: 4,
  rowGap: 0.5,
}

function Lane({ call, read, speaker, place }: { call: string; read: Read; speaker: Read['speakers'][number]; place: number }) {
  const spans = read.spans.filter((span) => span.speaker === place)
  return (
    <Box component="li" sx={{ ...lane, alignItems: 'center' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minWidth: 0, typography: 'body2' }}>
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }} title={speaker.name}>
          <bdi>{speaker.name}</bdi>
        </Box>
        {speaker.side === 'customer' && <StateChip>Customer</StateChip>}
        {speaker.share != null && (
          <Box component="span" sx={{ ml: 'auto', color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
            {Math.round(speaker.share * 100)} %
          </Box>
        )}
      </Box>
      {spans.length > 0 && (
        // Decoration for who uses a pointer: the turns themselves are in the transcript, and the shares are words.
        <Box
          aria-hidden
          sx={{ position: 'relative', height: size.skeleton, borderRadius: `${size.radiusChip}px`, bgcolor: 'action.hover' }}
        >
          {spans.map((span) => (
            <Box
              component={Link}
              key={span.turn}
              to={turnAddress(call, span.turn)}
              tabIndex={-1}
              sx={{
                position: 'absolute',
                insetBlock: 0,
                insetInlineStart: percent(span.from),
                width: percent(Math.max(span.to - span.from, 0.003)),
                bgcolor: `tint.${tintOf(speaker.name)}.main`,
                opacity: 0.8,
                '&:hover': { opacity: 1 },
              }}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}

/** The moments of the summary along the call. */
function Moments({ call, read }: { call: Call; read: Read }) {
  const places = new Map(read.moments.map(({ turn, at }) => [turn, at]))
  const moments = call.summary.parts
    .flatMap((part) => part.lines.map((line) => ({ part: part.kind, line, at: places.get(line.turn) })))
    .filter((moment) => moment.at !== undefined)
  const once = [...new Map(moments.map((moment) => [moment.line.turn, moment])).values()].sort((a, b) => a.line.turn - b.line.turn)
  if (!once.length) return null
  return (
    <Box sx={{ ...lane, mt: 2 }}>
      <Typography variant="caption" color="text.secondary" component="p" id="moments-of-the-summary">
        Moments of the summary
      </Typography>
      <Box>
        <Box component="ul" aria-labelledby="moments-of-the-summary" sx={{ position: 'relative', height: size.hint }}>
          {once.map(({ part, line, at }) => (
            <Box
              component="li"
              key={line.turn}
              sx={{ position: 'absolute', insetBlock: 0, insetInlineStart: percent(Math.min(at!, 0.985)), listStyle: 'none' }}
            >
              <Box
                component={Link}
                to={turnAddress(call.id, line.turn)}
                title={`${turnName(line)} · ${partNames[part] ?? part}: ${line.text}`}
                aria-label={`${turnName(line)}, ${partNames[part] ?? part}, ${line.speaker}`}
                sx={{
                  display: 'block',
                  width: size.badge / 2,
                  height: '100%',
                  borderRadius: `${size.radiusChip}px`,
                  bgcolor: 'primary.main',
                  border: 2,
                  borderColor: 'background.default',
                  '&:hover': { bgcolor: 'primary.dark' },
                }}
              />
            </Box>
          ))}
        </Box>
        {read.seconds != null && (
          <Box aria-hidden sx={{ display: 'flex', justifyContent: 'space-between', typography: 'caption', color: 'text.secondary' }}>
            <span>0:00</span>
            <span>{timecode(read.seconds)}</span>
          </Box>
        )}
      </Box>
    </Box>
  )
}
