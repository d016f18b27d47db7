import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { size } from '../theme/tokens'
import { StateChip } from '../ui/StateChip'
import { roleName } from '../ui/words'
import type { Choice, Level } from './levels'

interface Props {
  choices: Choice[]
  holds: Level
  value: Level | null
  onChange: (level: Level) => void
}

/** The levels that can be given to one person; what cannot says why, what becomes a request says so. */
export function LevelChoice({ choices, holds, value, onChange }: Props) {
  return (
    <Group title="Level">
      {choices.map(({ level, label, give, asks }) => (
        <Option
          key={level}
          type="radio"
          name="level"
          checked={value === level}
          disabled={!give.allowed}
          onChange={() => onChange(level)}
          label={`${roleName(level)} · ${label}`}
          chip={holds === level ? 'Holds it now' : give.allowed && asks ? 'By request' : undefined}
          hint={give.why ?? undefined}
        />
      ))}
    </Group>
  )
}

interface TeamsProps {
  teams: string[]
  /** Null: the whole organization. */
  value: string[] | null
  onChange: (teams: string[] | null) => void
}

/** What an Editor’s grant reaches. */
export function TeamsChoice({ teams, value, onChange }: TeamsProps) {
  return (
    <Group title="Editor of">
      <Option type="radio" name="reach" checked={value === null} onChange={() => onChange(null)} label="The whole organization" />
      <Option type="radio" name="reach" checked={value !== null} disabled={!teams.length} onChange={() => onChange([])} label="Certain teams" />
      {value !== null && (
        <Box sx={{ pl: 6 }}>
          {teams.map((team) => (
            <Option
              key={team}
              type="checkbox"
              name="team"
              checked={value.includes(team)}
              onChange={() => onChange(value.includes(team) ? value.filter((one) => one !== team) : [...value, team])}
              label={team}
            />
          ))}
        </Box>
      )}
    </Group>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, mb: 1, p: 0 }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}

interface OptionProps {
  type: 'radio' | 'checkbox'
  name: string
  label: string
  chip?: string
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: () => void
}

function Option({ label, chip, hint, disabled, ...input }: OptionProps) {
  return (
    <Box
      component="label"
      sx={{ display: 'flex', alignItems: 'flex-start', gap: 2.5, py: 1.5, minHeight: { xs: size.touch, sm: size.row }, cursor: disabled ? 'default' : 'pointer' }}
    >
      <Box component="input" {...input} disabled={disabled} sx={{ color: 'primary.main', accentColor: 'currentColor', m: 0, mt: 1, flex: 'none' }} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, color: disabled ? 'text.secondary' : undefined }}>
          {label}
          {chip && <StateChip tone={chip === 'By request' ? 'attention' : 'neutral'}>{chip}</StateChip>}
        </Box>
        {hint && (
          <Typography variant="caption" component="span" color="text.secondary">
            {hint}
          </Typography>
        )}
      </Box>
    </Box>
  )
}
