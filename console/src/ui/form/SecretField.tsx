import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from './Field'

interface Props {
  label: string
  hint?: string
  fault?: string
  /** A text replaces it, null clears it, undefined keeps it. */
  secret: string | null | undefined
  onChange: (secret: string | null | undefined) => void
  /** False: there is none, so that there is nothing to keep. */
  isSet?: boolean
  /** What is said of it while it is kept, and once it is cleared. */
  kept: string
  cleared: string
}

/** A secret: kept, replaced or cleared, and never read back. */
export function SecretField({ label, hint, fault, secret, onChange, isSet = true, kept, cleared }: Props) {
  if (typeof secret === 'string' || !isSet)
    return (
      <Field label={label} hint={hint} fault={fault}>
        {(field) => (
          <Box sx={{ display: 'flex', gap: 2 }}>
            <OutlinedInput
              {...field}
              type="password"
              autoComplete="new-password"
              fullWidth
              value={secret ?? ''}
              onChange={({ target: { value } }) => onChange(value === '' && !isSet ? undefined : value)}
            />
            {isSet && (
              <Button color="inherit" onClick={() => onChange(undefined)}>
                Keep
              </Button>
            )}
          </Box>
        )}
      </Field>
    )
  return (
    <Box role="group" aria-label={label} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <strong>{label}</strong>: {secret === null ? cleared : kept}
      </Box>
      {secret === undefined && (
        <Button color="inherit" onClick={() => onChange('')}>
          Replace
        </Button>
      )}
      <Button color="inherit" onClick={() => onChange(secret === null ? undefined : null)}>
        {secret === null ? 'Keep' : 'Clear'}
      </Button>
    </Box>
  )
}
