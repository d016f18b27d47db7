import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { StateChip } from '../ui/shown/StateChip'
import { OneOf, Ticks } from '../ui/form/Ticks'
import { roleName } from '../ui/shown/words'
import { lets, type Choice, type Level, type Team } from './levels'

interface Props {
  choices: Choice[]
  holds: Level
  value: Level | null
  fault?: string
  onChange: (level: Level) => void
}

/** The levels that can be given to one person, each with what it lets them do; what cannot says why, what becomes a request says so. */
export function LevelChoice({ choices, holds, value, fault, onChange }: Props) {
  const options = choices.map((choice) => ({
    key: choice.level,
    label: <Words of={choice} held={holds === choice.level} />,
    refused: !choice.give.allowed,
  }))
  return <OneOf label="Level" options={options} value={value} fault={fault} onChange={onChange} />
}

function Words({ of: { level, label, give, asks }, held }: { of: Choice; held: boolean }) {
  return (
    <Box component="span" sx={{ display: 'block', py: 2 }}>
      <Box
        component="span"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 2,
          color: give.allowed ? 'text.primary' : 'text.secondary',
        }}
      >
        {`${roleName(level)} · ${label} `}
        {held && <StateChip>Current level</StateChip>}
        {!held && give.allowed && asks && <StateChip tone="attention">Needs approval</StateChip>}
      </Box>{' '}
      <Typography variant="caption" component="span" color="text.secondary" sx={{ display: 'block' }}>
        {give.why ?? lets[level]}
      </Typography>
    </Box>
  )
}

interface TeamsProps {
  teams: Team[]
  /** By their short names, which the server takes; null: the whole organization. */
  value: string[] | null
  fault?: string
  onChange: (teams: string[] | null) => void
}

/** What an Editor’s grant reaches. */
export function TeamsChoice({ teams, value, fault, onChange }: TeamsProps) {
  const named = teams.map(({ slug, name }) => ({ key: slug, label: name }))
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <OneOf
        label="Editor of"
        options={[{ key: 'all', label: 'The whole organization' }, ...(teams.length ? [{ key: 'teams', label: 'Certain teams' }] : [])]}
        value={value === null ? 'all' : 'teams'}
        onChange={(reach) => onChange(reach === 'all' ? null : [])}
      />
      {value !== null && (
        <Box sx={{ pl: 6 }}>
          <Ticks label="Teams" options={named} value={value} fault={fault} onChange={onChange} />
        </Box>
      )}
    </Box>
  )
}
