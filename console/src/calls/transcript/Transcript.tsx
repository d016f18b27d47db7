import Box from '@mui/material/Box'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { Fragment, useEffect, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { Link } from 'react-router'
import { turnAddress } from '../../addresses'
import { column, font, measure, size } from '../../theme/tokens'
import { pieces } from '../../ui/shown/pieces'
import { turnName, type Turn } from '../calls'
import { CopyQuote } from './CopyQuote'
import { placesOf } from './places'

interface Props {
  turns: Turn[]
  /** The turn that the address names. */
  target: number | null
  /** The call whose turns they are. */
  call: string
  /** What is looked for in it. */
  sought: string
}

const virtualFrom = 200

/** Every word, turn by turn; what the summary quotes is marked, and every turn has an address. */
export function Transcript(props: Props) {
  return props.turns.length > virtualFrom ? <LongTranscript {...props} /> : <ShortTranscript {...props} />
}

function ShortTranscript({ turns, target, call, sought }: Props) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (target !== null) list.current?.querySelector(`#t${target}`)?.scrollIntoView({ block: 'center' })
  }, [target])
  return (
    <Box component="ol" ref={list} aria-label="Transcript">
      {turns.map((turn) => (
        <TurnLine key={turn.index} turn={turn} target={turn.index === target} call={call} sought={sought} />
      ))}
    </Box>
  )
}

function LongTranscript({ turns, target, call, sought }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  const virtual = useWindowVirtualizer({ count: turns.length, estimateSize: () => size.turn, overscan: 10, scrollMargin: margin })
  const place = target === null ? -1 : turns.findIndex((turn) => turn.index === target)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'center' })
  }, [place, virtual, margin])
  const items = virtual.getVirtualItems()
  return (
    <Box component="ol" ref={list} aria-label="Transcript" sx={{ position: 'relative' }} style={{ height: virtual.getTotalSize() }}>
      {items.map((item) => {
        const turn = turns[item.index]
        return (
          turn && (
            <TurnLine
              key={turn.index}
              ref={virtual.measureElement}
              place={item.index}
              of={turns.length}
              top={item.start - margin}
              turn={turn}
              target={turn.index === target}
              call={call}
              sought={sought}
            />
          )
        )
      })}
    </Box>
  )
}

interface TurnProps {
  turn: Turn
  target: boolean
  call: string
  sought: string
  ref?: Ref<HTMLLIElement>
  place?: number
  of?: number
  top?: number
}

function TurnLine({ turn, target, call, sought, ref, place, of, top }: TurnProps) {
  return (
    <Box
      component="li"
      ref={ref}
      id={`t${turn.index}`}
      data-index={place}
      aria-setsize={of}
      aria-posinset={place === undefined ? undefined : place + 1}
      aria-current={target ? 'location' : undefined}
      style={top === undefined ? undefined : { position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${top}px)` }}
      sx={{
        // Shown where one reads, and always where there is no pointer to show it.
        '@media (hover: hover)': { '& .copy-quote': { opacity: 0 }, '&:hover .copy-quote, & .copy-quote:focus-visible': { opacity: 1 } },
        display: 'grid',
        gridTemplateColumns: column.turn,
        columnGap: 2,
        py: 2,
        pl: 3,
        ml: -3,
        borderRadius: `${size.radiusSmall}px`,
        bgcolor: target ? 'background.mark' : undefined,
        boxShadow: (theme) => (turn.quoted ? `inset ${size.quoted}px 0 0 ${theme.vars!.palette.primary.main}` : undefined),
      }}
    >
      <Box
        component={Link}
        to={turnAddress(call, turn.index)}
        preventScrollReset
        aria-label={`Address of ${turnName({ turn: turn.index, at: turn.at })}`}
        sx={{
          typography: 'body2',
          lineHeight: font.line.dense,
          color: target ? 'text.primary' : 'text.secondary',
          fontVariantNumeric: 'tabular-nums',
          textDecoration: 'none',
          '&:hover': { textDecoration: 'underline' },
        }}
      >
        {turnName({ turn: turn.index, at: turn.at })}
      </Box>
      <Box sx={{ maxWidth: measure.reading, minWidth: 0 }}>
        <Box sx={{ typography: 'h3' }}>
          <bdi>{turn.speaker}</bdi>
          {turn.quoted && (
            <Box component="span" sx={{ ml: 2, typography: 'caption', color: target ? 'text.primary' : 'tone.accent.main' }}>
              quoted
            </Box>
          )}
          <CopyQuote call={call} quote={{ ...turn, turn: turn.index }} />
        </Box>
        <Box dir="auto" sx={{ whiteSpace: 'pre-wrap' }}>
          {pieces(turn.text, placesOf(turn.text, sought)).map((piece) =>
            piece.marked ? <mark key={piece.from}>{piece.text}</mark> : <Fragment key={piece.from}>{piece.text}</Fragment>,
          )}
        </Box>
      </Box>
    </Box>
  )
}
