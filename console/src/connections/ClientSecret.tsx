import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from '../ui/form/Field'

interface Props {
  /** A text replaces it, null clears it, undefined keeps it. */
  secret: string | null | undefined
  onChange: (secret: string | null | undefined) => void
}

/** The secret of an app's client at its provider: kept, replaced or cleared, and never read back. */
export function ClientSecret({ secret, onChange }: Props) {
  if (typeof secret === 'string')
    return (
      <Field label="Client secret" hint="Given to Usher by the provider. Nobody reads it back.">
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="off"
            value={secret}
            onChange={(event) => onChange(event.target.value)}
            endAdornment={
              <Button color="inherit" onClick={() => onChange(undefined)}>
                Keep
              </Button>
            }
          />
        )}
      </Field>
    )
  return (
    <Box role="group" aria-label="Client secret" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <strong>Client secret</strong>: {secret === null ? 'cleared when you publish' : 'kept as it is, if there is one'}
      </Box>
      <Button color="inherit" onClick={() => onChange('')}>
        Replace
      </Button>
      <Button color="inherit" onClick={() => onChange(secret === null ? undefined : null)}>
        {secret === null ? 'Keep' : 'Clear'}
      </Button>
    </Box>
  )
}
