import Box from '@mui/material/Box'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { StateChip } from '../ui/StateChip'
import { OneOf, Ticks } from '../ui/Ticks'
import { roleName } from '../ui/words'
import { lets, type Choice, type Level, type Team } from './levels'

interface Props {
  choices: Choice[]
  holds: Level
  value: Level | null
  onChange: (level: Level) => void
}

/** The levels that can be given to one person, each with what it lets them do; what cannot says why, what becomes a request says so. */
export function LevelChoice({ choices, holds, value, onChange }: Props) {
  const name = useId()
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary', mb: 1 }}>
        Level
      </FormLabel>
      {choices.map((choice) => (
        <FormControlLabel
          key={choice.level}
          disabled={!choice.give.allowed}
          control={
            <Radio size="small" name={name} value={choice.level} checked={value === choice.level} onChange={() => onChange(choice.level)} />
          }
          label={<Words of={choice} held={holds === choice.level} />}
          sx={{ alignItems: 'flex-start', mr: 0 }}
        />
      ))}
    </FormControl>
  )
}

function Words({ of: { level, label, give, asks }, held }: { of: Choice; held: boolean }) {
  return (
    <Box component="span" sx={{ display: 'block', py: 2 }}>
      <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, color: give.allowed ? 'text.primary' : 'text.secondary' }}>
        {`${roleName(level)} · ${label}`}
        {held && <StateChip>Holds it now</StateChip>}
        {!held && give.allowed && asks && <StateChip tone="attention">By request</StateChip>}
      </Box>
      <Typography variant="caption" component="span" color="text.secondary" sx={{ display: 'block' }}>
        {give.why ?? lets[level]}
      </Typography>
    </Box>
  )
}

interface TeamsProps {
  /** By their short names, which the server takes. */
  teams: Team[]
  /** Null: the whole organization. */
  value: string[] | null
  onChange: (teams: string[] | null) => void
}

/** What an Editor’s grant reaches. */
export function TeamsChoice({ teams, value, onChange }: TeamsProps) {
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
          <Ticks label="Teams" options={named} value={value} onChange={onChange} />
        </Box>
      )}
    </Box>
  )
}
