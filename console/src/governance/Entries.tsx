import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Collapse from '@mui/material/Collapse'
import Typography from '@mui/material/Typography'
import { Ban, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { trailAddress } from '../addresses'
import { column, measure, size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { inFull, Moment, toTheMinute } from '../ui/shown/Moment'
import { PersonName } from '../ui/shown/PersonName'
import { StateChip } from '../ui/shown/StateChip'
import { type AuditEntry, type SectionName } from './audit'
import { ProveIt } from './ProveIt'
import { actWords, capital, isSealed, valueWords } from '../ui/shown/words'

interface Where {
  customer: string
  section: SectionName
}

/** The entries, newest first, each a line that opens. */
export function Entries({ entries, ...where }: Where & { entries: AuditEntry[] }) {
  return (
    <Box component="ul" aria-label="Entries">
      {entries.map((entry) => (
        <Entry key={entry.index} entry={entry} {...where} />
      ))}
    </Box>
  )
}

function Entry({ entry, ...where }: Where & { entry: AuditEntry }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <Box component="li" sx={{ mx: -2, borderRadius: 1, bgcolor: open ? 'background.paper' : undefined }}>
      <ButtonBase
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        sx={{
          width: '100%',
          minHeight: { xs: size.touch, sm: size.row },
          px: 2,
          py: 1.5,
          gap: { xs: 1, sm: 3 },
          display: 'grid',
          gridTemplateColumns: { xs: column.entryCard, sm: column.entry },
          justifyContent: 'start',
          alignItems: 'center',
          textAlign: 'start',
          typography: 'body2',
          borderRadius: 1,
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <Box
          component="span"
          sx={{
            display: 'flex',
            alignSelf: 'center',
            justifySelf: 'start',
            color: 'text.secondary',
            transform: open ? 'rotate(90deg)' : 'none',
          }}
        >
          <Icon of={ChevronRight} small />
        </Box>
        <Box
          component="span"
          sx={{ minWidth: 0, color: 'text.secondary', gridColumn: { xs: '2', sm: 'auto' }, gridRow: { xs: '2', sm: 'auto' } }}
        >
          <PersonName name={entry.actor.name} />
        </Box>
        <Box component="span" sx={{ fontWeight: 500 }}>
          {capital(actWords(entry.act))}
          <Concerned entry={entry} />
          {entry.count > 1 && (
            <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
              {' '}
              {entry.count} times
            </Box>
          )}
        </Box>
        <span>
          {entry.refused && (
            <StateChip tone="danger" icon={Ban}>
              Refused
            </StateChip>
          )}
        </span>
        <Box
          component="span"
          sx={{ color: 'text.secondary', gridColumn: { xs: '3', sm: 'auto' }, gridRow: { xs: '2', sm: 'auto' }, textAlign: 'end' }}
        >
          <Moment at={entry.at} as={toTheMinute} />
        </Box>
      </ButtonBase>
      <Collapse in={open} unmountOnExit id={id}>
        <Box sx={{ pl: { xs: 2, sm: 10 }, pr: 2, pt: 2, pb: 5, display: 'grid', gap: 4 }}>
          <Typography variant="body2" color="text.secondary">
            {[
              inFull(entry.at),
              entry.permission,
              entry.ground !== 'none' && `decided by ${actWords(entry.ground)}`,
              `through ${actWords(entry.door)}`,
              `entry ${entry.index}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
          {entry.refused && <Typography variant="body1">Refused: {actWords(entry.refused)}</Typography>}
          {entry.note && (
            <Typography variant="body1" sx={{ maxWidth: measure.sentence }}>
              “{entry.note}”
            </Typography>
          )}
          {entry.changes.map((change) => (
            <Change key={`${change.entity}:${change.id.join(':')}`} change={change} names={entry.names} />
          ))}
          <Follow entry={entry} {...where} />
          <ProveIt entry={entry} {...where} />
        </Box>
      </Collapse>
    </Box>
  )
}

/** From an entry on: the acts of the one who acted, and the history of each thing it speaks of. */
function Follow({ entry, customer, section }: Where & { entry: AuditEntry }) {
  const trail = (filter: Record<string, string>) => `${trailAddress(customer)}?${new URLSearchParams({ section, ...filter })}`
  const things = Object.entries(entry.names).filter(([id]) => id !== entry.actor.id)
  return (
    <Box component="ul" aria-label="Follow" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 1, typography: 'body2' }}>
      <li>
        <Link to={trail({ actor: entry.actor.id })}>Acts of {entry.actor.name}</Link>
      </li>
      {things.map(([id, name]) => (
        <li key={id}>
          <Link to={trail({ subject: id })}>History of {name}</Link>
        </li>
      ))}
    </Box>
  )
}

/** Whom and what an entry is about, besides the one who acted. */
function Concerned({ entry }: { entry: AuditEntry }) {
  const others = [...new Set(Object.entries(entry.names).flatMap(([id, name]) => (id === entry.actor.id ? [] : [name])))]
  const shown = others.slice(0, 3).join(', ')
  return (
    <Box component="span" sx={{ ml: 2, color: 'text.secondary', fontWeight: 400 }}>
      <bdi>{shown}</bdi>
      {others.length > 3 && ` and ${others.length - 3} more`}
    </Box>
  )
}

/** What became of one thing, with the names that its ids have now. */
function Change({ change, names }: { change: AuditEntry['changes'][number]; names: AuditEntry['names'] }) {
  const all = Object.entries(change.properties)
  const properties = all.filter(([, { before, after }]) => !isSealed(before) && !isSealed(after))
  const sealed = all.length - properties.length
  const called = change.id.map((part) => names[part]).filter(Boolean)
  const title = [`${capital(actWords(change.entity))} ${change.what}`, called.join(', ')].filter(Boolean).join(': ')
  return (
    <Box>
      <Typography variant="h3" component="h2">
        {title}
      </Typography>
      {change.entity === 'Call' && change.what !== 'removed' && (
        <Typography variant="body2">
          <Link to={`/calls/${change.id[0]}`}>{change.id[0]}</Link>
        </Typography>
      )}
      {properties.length > 0 && (
        <Box
          component="table"
          aria-label={title}
          sx={{
            mt: 1,
            typography: 'body2',
            borderCollapse: 'collapse',
            '& th, & td': { textAlign: 'start', verticalAlign: 'top', py: 0.5, pr: 5, fontWeight: 400 },
          }}
        >
          <thead>
            <Box component="tr" sx={{ color: 'text.secondary', typography: 'caption' }}>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </Box>
          </thead>
          <tbody>
            {properties.map(([name, { before, after }]) => (
              <tr key={name}>
                <th scope="row">{capital(actWords(name))}</th>
                <Box component="td" sx={{ color: 'text.secondary' }}>
                  {valueWords(before, names)}
                </Box>
                <td>{valueWords(after, names)}</td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
      {sealed > 0 && (
        <Typography variant="body2" color="text.secondary">
          {properties.length ? 'And ' : ''}
          {sealed === 1 ? 'one value' : `${sealed} values`} that the trail does not show
        </Typography>
      )}
    </Box>
  )
}
