import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { size } from '../../theme/tokens'
import { Field } from '../../ui/form/Field'
import { Problem } from '../../api/problem'
import { testExclusions } from './exclusions'

/** Says whether a call with some participants and fields of the CRM would be stored; nothing is stored by it. */
export function ExclusionTester({ customer }: { customer: string }) {
  const [typed, setTyped] = useState('')
  const [crm, setCrm] = useState('')
  const test = useMutation({ mutationFn: () => testExclusions(customer, typed.split(/[\s,;]+/).filter(Boolean), crm) })
  const errors = test.error instanceof Problem ? test.error.errors : undefined
  const ofCrm = errors?.['/crm']
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        test.mutate()
      }}
      sx={{ display: 'grid', gap: 2, mt: 5, maxWidth: size.readingPage, justifyItems: 'start' }}
    >
      <Field
        label="Test a call"
        hint="Addresses of its participants, with commas or spaces between them."
        fault={ofCrm ? undefined : (errors?.['/participants'] ?? test.error?.message)}
      >
        {({ id, inputProps }) => (
          <OutlinedInput id={id} fullWidth inputProps={inputProps} value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <Field
        label="CRM fields of the call"
        hint="As the recorder sends them: a JSON object, or a line such as Account.Type: Customer for each."
        fault={ofCrm}
      >
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            fullWidth
            multiline
            minRows={2}
            maxRows={8}
            inputProps={inputProps}
            value={crm}
            onChange={(event) => setCrm(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="outlined" loading={test.isPending}>
        Test
      </Button>
      <Box role="status">
        {test.data && (
          <>
            <Typography sx={{ fontWeight: 500 }}>
              {test.data.stored ? 'Such a call would be stored.' : 'Such a call would not be stored.'}
            </Typography>
            {test.data.lines
              .filter(({ by }) => by)
              .map(({ address, by }) => (
                <Typography key={address} color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                  {address} is excluded{by === address.toLowerCase() ? '' : ` by ${by}`}.
                </Typography>
              ))}
            {test.data.rules.map((rule) => (
              <Typography key={rule} color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                It is excluded because {rule}.
              </Typography>
            ))}
          </>
        )}
      </Box>
    </Box>
  )
}
