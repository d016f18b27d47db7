import Checkbox from '@mui/material/Checkbox'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import { useId, type ReactNode } from 'react'
import { size } from '../../theme/tokens'

/** Read aloud, and not seen. */
const aloud = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const

interface Option<Key extends string> {
  key: Key
  label: ReactNode
  /** It is there and cannot be chosen. */
  refused?: boolean
}

interface Props<Key extends string> {
  label: string
  /** The label is read aloud only: what is above it says it to the eye. */
  hidesLabel?: boolean
  hint?: string
  fault?: string
  options: Option<Key>[]
  /** What is shown there when there is nothing to choose from. */
  none?: string
}

/** Any number of a few things, all in sight. */
export function Ticks({ value, onChange, ...props }: Props<string> & { value: string[]; onChange: (value: string[]) => void }) {
  return (
    <Group
      {...props}
      control={(key) => (
        <Checkbox
          size="small"
          checked={value.includes(key)}
          onChange={(_, on) => onChange(on ? [...value, key] : value.filter((other) => other !== key))}
        />
      )}
    />
  )
}

/** One of a few things, all in sight. */
export function OneOf<Key extends string>({
  value,
  onChange,
  ...props
}: Props<Key> & { value: Key | null; onChange: (value: Key) => void }) {
  const name = useId()
  return (
    <Group
      {...props}
      control={(key) => <Radio size="small" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />}
    />
  )
}

function Group<Key extends string>({
  label,
  hidesLabel,
  hint,
  fault,
  options,
  none,
  control,
}: Props<Key> & { control: (key: Key) => React.JSX.Element }) {
  return (
    <FormControl component="fieldset" fullWidth error={fault !== undefined}>
      <FormLabel component="legend" sx={hidesLabel ? aloud : { typography: 'body2', fontWeight: 500, color: 'text.primary', mb: 1 }}>
        {label}
      </FormLabel>
      {options.map((option) => (
        <FormControlLabel
          key={option.key}
          disabled={option.refused}
          control={control(option.key)}
          label={option.label}
          sx={{ minHeight: { xs: size.touch, sm: size.control }, typography: 'body1' }}
        />
      ))}
      <FormHelperText role={fault && 'alert'} sx={{ mx: 0 }}>
        {fault ?? (options.length ? hint : none)}
      </FormHelperText>
    </FormControl>
  )
}
