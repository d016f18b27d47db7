import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { callAddress, trailAddress } from '../addresses'
import { measure } from '../theme/tokens'
import { inFull } from '../ui/shown/Moment'
import { actWords, capital, isSealed, valueWords } from '../ui/shown/words'
import type { AuditEntry, Where } from './audit'
import { VerifyEntry } from './VerifyEntry'
import { actorOf } from './sentence'

/** What an entry holds: the proof first, for who came for it, then when and by what right, why, and what became of each thing. */
export function EntryDetails({ entry, ...where }: Where & { entry: AuditEntry }) {
  return (
    <Box sx={{ pl: { xs: 2, sm: 8 }, pr: 2, pt: 2, pb: 5, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
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
      <VerifyEntry entry={entry} {...where} />
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
    </Box>
  )
}

/** From an entry on: the acts of the one who acted, and the history of each thing it speaks of. */
function Follow({ entry, customer, section }: Where & { entry: AuditEntry }) {
  const trail = (filter: Record<string, string>) => trailAddress(customer, { section, ...filter })
  const actor = actorOf(entry)
  const things = Object.entries(entry.names).filter(([id]) => id !== actor.id)
  return (
    <Box component="ul" aria-label="Related" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 1, typography: 'body2' }}>
      <li>
        <Link to={trail({ actor: actor.id })}>Actions by {actor.name}</Link>
      </li>
      {things.map(([id, name]) => (
        <li key={id}>
          <Link to={trail({ subject: id })}>History of {name}</Link>
        </li>
      ))}
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
          <Link to={callAddress(change.id[0] ?? '')}>{change.id[0]}</Link>
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
            '& th, & td': { textAlign: 'start', verticalAlign: 'top', py: 0.5, pr: { xs: 2, sm: 5 }, fontWeight: 400 },
            '& td': { overflowWrap: 'anywhere' },
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
          {sealed === 1 ? 'one value' : `${sealed} values`} not shown in the trail
        </Typography>
      )}
    </Box>
  )
}
