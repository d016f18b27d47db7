import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from '../ui/form/Field'
import { Section } from '../ui/page/Page'
import { memberOf, type Configuration, type Secrets } from './configuration'

interface Props {
  configuration: Configuration
  secrets: Secrets
  onChange: (secrets: Secrets) => void
  faults: Record<string, string>
}

/** The secrets: each is kept, replaced or cleared, and never shown. */
export function SecretFields({ configuration, secrets, onChange, faults }: Props) {
  if (!configuration.secrets.length) return null
  const set = (member: string, value: string | null | undefined) => {
    const { [member]: _before, ...others } = secrets
    onChange(value === undefined ? others : { ...others, [member]: value })
  }
  return (
    <Section title="Secrets" aside="Nobody can read them here, you included.">
      <Box sx={{ display: 'grid', gap: 4 }}>
        {configuration.secrets.map(({ member, isSet }) => {
          const { title, description } = memberOf(configuration.schema as never, member)
          const typed = secrets[member]
          const replacing = typed !== undefined && typed !== null
          return replacing || !isSet ? (
            <Field key={member} label={title} hint={description ?? (isSet ? undefined : 'Not set.')} fault={faults[member]}>
              {(field) => (
                <Box sx={{ display: 'flex', gap: 2 }}>
                  <OutlinedInput
                    {...field}
                    type="password"
                    autoComplete="new-password"
                    fullWidth
                    value={typed ?? ''}
                    onChange={(event) => set(member, event.target.value === '' && !isSet ? undefined : event.target.value)}
                  />
                  {isSet && (
                    <Button color="inherit" onClick={() => set(member, undefined)}>
                      Keep
                    </Button>
                  )}
                </Box>
              )}
            </Field>
          ) : (
            <Box key={member} role="group" aria-label={title}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <strong>{title}</strong>: {typed === null ? 'cleared when you save' : 'set, kept as it is'}
                </Box>
                {typed === null ? (
                  <Button color="inherit" onClick={() => set(member, undefined)}>
                    Keep
                  </Button>
                ) : (
                  <>
                    <Button color="inherit" onClick={() => set(member, '')}>
                      Replace
                    </Button>
                    <Button color="inherit" onClick={() => set(member, null)}>
                      Clear
                    </Button>
                  </>
                )}
              </Box>
            </Box>
          )
        })}
      </Box>
    </Section>
  )
}
