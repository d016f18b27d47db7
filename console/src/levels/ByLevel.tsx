import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { inCustomer } from '../frame/places'
import { measure, size } from '../theme/tokens'
import { Moment } from '../ui/Moment'
import { Initials } from '../ui/PersonName'
import { StateChip } from '../ui/StateChip'
import { roleName } from '../ui/words'
import type { Holders, Level, Levels } from './levels'

const about: Record<Exclude<Level, 'organization-admin'>, string> = {
  editor: 'Decides where notes and workflows go, for the whole organization or for the teams named.',
  'user-admin': 'Keeps the directory and the recording seats, and gives the two lower levels.',
  'default-user': 'Where everybody begins: the calls they own, or see through a team, a channel or a colleague.',
}

/** Rule 11, in the numbers of this organization. */
function bound(count: number, limit: number): string {
  if (count === 0) return `There is none yet. A Customer Admin appoints the first; there may be ${limit}.`
  if (count === 1) return `This is the last one, and cannot be taken away before somebody else is given the level. There may be ${limit}.`
  if (count >= limit) return `No more fit: take the level from one of them first. The last one cannot be taken away.`
  return `There may be ${limit}. The last one cannot be taken away.`
}

/** The organization by level, the highest first. */
export function ByLevel({ customer, view }: { customer: string; view: Levels }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr', lg: 'repeat(4, minmax(0, 1fr))' }, gap: 8 }}>
      {view.levels.map((level) => (
        <Column key={level.level} customer={customer} level={level} limit={view.organizationAdminLimit} />
      ))}
    </Box>
  )
}

function Column({ customer, level: { level, label, count, holders }, limit }: { customer: string; level: Holders; limit: number }) {
  const users = inCustomer(customer, 'users')
  const admins = level === 'organization-admin'
  return (
    <Box component="section" aria-label={roleName(level)} sx={{ minWidth: 0 }}>
      <Typography variant="h2">{roleName(level)}</Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 1 }}>
        <Box component="span" sx={{ typography: 'h1', fontVariantNumeric: 'tabular-nums' }}>
          {admins ? `${count} of ${limit}` : count}
        </Box>
        <StateChip tone={admins ? 'accent' : 'neutral'}>{label}</StateChip>
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2, mb: 3, maxWidth: measure.sentence }}>
        {admins ? bound(count, limit) : about[level]}
      </Typography>
      <Box component="ul" aria-label={`People with ${roleName(level)}`} sx={{ display: 'grid', gap: 1 }}>
        {holders.map((person) => (
          <Box component="li" key={person.id} sx={{ minWidth: 0 }}>
            <Person to={`${users}/${person.id}`} person={person} />
          </Box>
        ))}
      </Box>
      {count > holders.length && (
        <Typography variant="body2" sx={{ mt: 2 }}>
          <Link to={`${users}?role=${level}&state=active`}>All {count} in the list of users</Link>
        </Typography>
      )}
    </Box>
  )
}

function Person({ to, person: { name, email, until, editorOf } }: { to: string; person: Holders['holders'][number] }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2.5, minHeight: { xs: size.touch, sm: size.row } }}>
      <Initials name={name} side={size.person} />
      <Box sx={{ minWidth: 0 }}>
        <Box
          component={Link}
          to={to}
          title={email}
          sx={{
            display: 'block',
            color: 'inherit',
            fontWeight: 500,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            textDecoration: 'none',
            '&:hover': { textDecoration: 'underline' },
          }}
        >
          <bdi>{name}</bdi>
        </Box>
        {(editorOf || until) && (
          <Typography variant="caption" component="p" color="text.secondary">
            {editorOf && `For ${editorOf.join(', ')}`}
            {editorOf && until && ' · '}
            {until && (
              <>
                {'Until '}
                <Moment at={until} />
              </>
            )}
          </Typography>
        )}
      </Box>
    </Box>
  )
}
