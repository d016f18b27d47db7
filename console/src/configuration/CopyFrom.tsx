import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listed } from '../ui/shown/words'
import { configurationQuery, memberOf, useOtherTenants, type Configuration } from './configuration'

interface Props {
  customer: string
  configuration: Configuration
  onCopy: (values: object) => void
}

/** Fills in what the app is configured with in another tenant: its secrets stay there, and are named. */
export function CopyFrom({ customer, configuration: { app, tenant, schema }, onCopy }: Props) {
  const queries = useQueryClient()
  const others = useOtherTenants(customer, app.slug, tenant.slug)
  const [said, setSaid] = useState('')
  const copy = useMutation({
    mutationFn: ({ slug }: { slug: string; name: string }) =>
      queries.fetchQuery({ ...configurationQuery(customer, app.slug, slug), staleTime: 0 }),
    onSuccess: (from, { name }) => {
      onCopy(from.values as object)
      const secrets = from.secrets.filter(({ isSet }) => isSet).map(({ member }) => memberOf(schema as never, member).title)
      setSaid(
        `Filled in from ${name}. Nothing changes until you save.${secrets.length ? ` Secrets are not copied. Enter here: ${listed(secrets)}.` : ''}`,
      )
    },
    onError: (error) => setSaid(error.message),
  })
  if (!others.length) return null
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Typography color="text.secondary">Copy from</Typography>
        {others.map((other) => (
          <Button key={other.slug} size="small" variant="outlined" loading={copy.isPending} onClick={() => copy.mutate(other)}>
            {other.name}
          </Button>
        ))}
      </Box>
      <Typography role="status" color="text.secondary">
        {said}
      </Typography>
    </Box>
  )
}
