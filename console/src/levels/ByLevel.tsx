import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { inCustomer } from '../addresses'
import { measure, size } from '../theme/tokens'
import { Initials } from '../ui/shown/PersonName'
import { StateChip } from '../ui/shown/StateChip'
import { capital, roleName } from '../ui/shown/words'
import { lets, reach, type Holders, type Levels } from './levels'
import { Until } from '../ui/shown/Until'

/** Rule 11, beside the count of those there are and may be. */
function bound(count: number, limit: number): string {
  if (count === 0) return 'None yet. A Customer Admin appoints the first.'
  if (limit === 1) return 'Only one is allowed, who cannot be removed.'
  if (count === 1) return 'The last one cannot be removed. Give someone else the level first.'
  return `${count >= limit ? 'No more can be added. ' : ''}The last one cannot be removed.`
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
      <Box sx={{ display: 'grid', gap: 1, mt: 2, mb: 3, maxWidth: measure.sentence, typography: 'body2', color: 'text.secondary' }}>
        <p>{lets[level]}</p>
        {admins && <p>{bound(count, limit)}</p>}
      </Box>
      <Box component="ul" aria-label={`People with ${roleName(level)}`} sx={{ display: 'grid', gap: 1 }}>
        {holders.map((person) => (
          <Box component="li" key={person.id} sx={{ minWidth: 0 }}>
            <Person to={`${users}/${person.id}`} person={person} reaches={reach(level, person.editorOf)} />
          </Box>
        ))}
        {!count && !admins && <li>Nobody.</li>}
      </Box>
      {count > holders.length && (
        <Typography variant="body2" sx={{ mt: 2 }}>
          <Link to={`${users}?role=${level}&state=active`}>All {count} in the list of users</Link>
        </Typography>
      )}
    </Box>
  )
}

interface PersonProps {
  to: string
  person: Holders['holders'][number]
  /** For which teams they are Editor, in words. */
  reaches?: string
}

function Person({ to, person: { name, email, until }, reaches }: PersonProps) {
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
        {(reaches || until) && (
          <Typography variant="caption" component="p" color="text.secondary">
            {reaches && capital(reaches)}
            {reaches && until && ', '}
            {until && <Until at={until} first={!reaches} />}
          </Typography>
        )}
      </Box>
    </Box>
  )
}
