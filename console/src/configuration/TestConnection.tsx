import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Icon } from '../ui/shown/Icon'
import { memberOf, testConnection, type Configuration } from './configuration'

/** Whether a schema has a member that is an address, so that there is something to test. */
export const hasAddress = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  ((schema as { format?: unknown }).format === 'uri' || Object.values(schema).some(hasAddress))

/** Asks the hosts among what is entered, before it is saved; no secret is sent. */
export function TestConnection({ customer, configuration, values }: { customer: string; configuration: Configuration; values: object }) {
  const test = useMutation({ mutationFn: () => testConnection(customer, configuration, values) })
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Button variant="outlined" loading={test.isPending} onClick={() => test.mutate()}>
        Test connection
      </Button>
      <Box role="status" sx={{ display: 'grid', gap: 1 }}>
        {test.isError && <Typography sx={{ color: 'tone.danger.main' }}>{test.error.message}</Typography>}
        {test.data?.length === 0 && <Typography color="text.secondary">Enter an address that begins with https:// first.</Typography>}
        {test.data?.map(({ member, host, answers, sentence }) => (
          <Typography
            key={member}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              color: answers ? 'tone.good.main' : 'tone.danger.main',
              overflowWrap: 'anywhere',
            }}
          >
            <Icon of={answers ? CircleCheck : TriangleAlert} small />
            <span>
              {memberOf(configuration.schema as never, member).title} ({host}): {sentence}
            </span>
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
