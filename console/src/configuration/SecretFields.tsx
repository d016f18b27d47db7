import Box from '@mui/material/Box'
import { SecretField } from '../ui/form/SecretField'
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
          return (
            <SecretField
              key={member}
              label={title}
              hint={description ?? (isSet ? undefined : 'Not set.')}
              fault={faults[member]}
              secret={secrets[member]}
              onChange={(value) => set(member, value)}
              isSet={isSet}
              kept="set, kept as it is"
              cleared="cleared when you save"
            />
          )
        })}
      </Box>
    </Section>
  )
}
