import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Collapse from '@mui/material/Collapse'
import { Ban, ChevronRight } from 'lucide-react'
import { Fragment, lazy, Suspense, type ReactNode, useId, useState } from 'react'
import { Lead, useLeads } from '../session/links'
import { column, size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { Moment, toTheSecond } from '../ui/shown/Moment'
import { Initials } from '../ui/shown/PersonName'
import { StateChip } from '../ui/shown/StateChip'
import type { AuditEntry, Where } from './audit'
import { grouped, kindsOf } from './entryList'
import { actorOf, plainSentence, sentenceOf, type Piece } from './sentence'

// What an entry holds comes when one is opened first.
const EntryDetails = lazy(() => import('./EntryDetails').then(({ EntryDetails }) => ({ default: EntryDetails })))

/** The entries, newest first, each a sentence that opens; sign-ins that follow each other are one line. */
export function Entries({ entries, ...where }: Where & { entries: AuditEntry[] }) {
  return (
    <Box component="ul" aria-label="Entries">
      {grouped(entries).map((one) =>
        Array.isArray(one) ? <SignIns key={one[0]!.index} entries={one} {...where} /> : <Entry key={one.index} entry={one} {...where} />,
      )}
    </Box>
  )
}

interface LineProps {
  /** What is read of it as one. */
  label: string
  actor: string
  at: string
  mark?: ReactNode
  /** The sentence. */
  children: ReactNode
  /** What is below it when it is open. */
  below: ReactNode
}

/** A line that opens: the whole of it is its button, and links in it lie above that. */
function Line({ label, actor, at, mark, children, below }: LineProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <Box component="li" sx={{ mx: -2, borderRadius: 1, bgcolor: open ? 'background.paper' : undefined }}>
      <Box
        sx={{
          position: 'relative',
          minHeight: { xs: size.touch, sm: size.row },
          px: 2,
          py: 1.5,
          columnGap: { xs: 2, sm: 3 },
          display: 'grid',
          gridTemplateColumns: { xs: column.entryCard, sm: column.entry },
          alignItems: 'center',
          typography: 'body2',
          borderRadius: 1,
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <ButtonBase
          aria-expanded={open}
          aria-controls={id}
          aria-label={label}
          data-row
          onClick={() => setOpen(!open)}
          sx={{
            color: 'text.secondary',
            '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: `${size.radiusSmall}px` },
            '&:focus-visible': { outline: 'none' },
            '&:focus-visible::after': { outlineStyle: 'solid', outlineWidth: size.focus, outlineColor: 'primary.main', outlineOffset: -2 },
            '& svg': { transform: open ? 'rotate(90deg)' : 'none' },
          }}
        >
          <Icon of={ChevronRight} small />
        </ButtonBase>
        <Initials name={actor} />
        <Box component="span" sx={{ minWidth: 0 }}>
          {children}
          {mark}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', gridColumn: { xs: '3', sm: 'auto' }, textAlign: { sm: 'end' } }}>
          <Moment at={at} as={toTheSecond} />
        </Box>
      </Box>
      <Collapse in={open} unmountOnExit id={id}>
        {below}
      </Collapse>
    </Box>
  )
}

function Entry({ entry, ...where }: Where & { entry: AuditEntry }) {
  const actor = actorOf(entry)
  const kinds = kindsOf(entry)
  return (
    <Line
      label={plainSentence(entry)}
      actor={actor.name}
      at={entry.at}
      mark={
        entry.refused && (
          <Box component="span" sx={{ ml: 2 }}>
            <StateChip tone="danger" icon={Ban}>
              Refused
            </StateChip>
          </Box>
        )
      }
      below={
        <Suspense fallback={null}>
          <EntryDetails entry={entry} {...where} />
        </Suspense>
      }
    >
      <Named piece={actor} kinds={kinds} strong />{' '}
      {sentenceOf(entry).map((piece, place) => (
        <Fragment key={place}>{typeof piece === 'string' ? piece : <Named piece={piece} kinds={kinds} strong />}</Fragment>
      ))}
      {entry.count > 1 && ` · ${entry.count} times`}
    </Line>
  )
}

interface NamedProps {
  piece: Exclude<Piece, string>
  kinds: ReturnType<typeof kindsOf>
  strong?: boolean
}

/** A thing of a sentence, which leads to its page. */
function Named({ piece: { id, name }, kinds, strong }: NamedProps) {
  const leads = useLeads()
  const kind = kinds.get(id)
  return (
    <Box component="span" sx={{ fontWeight: strong ? 500 : undefined }}>
      <Lead to={kind && leads[kind](id)}>
        <bdi>{name}</bdi>
      </Lead>
    </Box>
  )
}

/** Sign-ins that follow each other, as one line that opens into them. */
function SignIns({ entries, ...where }: Where & { entries: AuditEntry[] }) {
  const names = [...new Set(entries.map((entry) => actorOf(entry).name))]
  const who = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} others` : names.join(', ')
  const label = `${entries.length} sign-ins: ${who}`
  return (
    <Line
      label={label}
      actor={names[0] ?? ''}
      at={entries[0]!.at}
      below={
        <Box component="ul" aria-label={label} sx={{ pl: { xs: 2, sm: 8 }, pb: 3 }}>
          {entries.map((entry) => (
            <Entry key={entry.index} entry={entry} {...where} />
          ))}
        </Box>
      }
    >
      <Box component="span" sx={{ fontWeight: 500 }}>
        {entries.length} sign-ins
      </Box>
      {': '}
      {who}
    </Line>
  )
}
