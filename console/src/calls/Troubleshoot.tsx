import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { Problem } from '../api/problem'
import { size } from '../theme/tokens'
import { placeFaults } from '../ui/form/faults'
import { Field } from '../ui/form/Field'
import { Section } from '../ui/page/Page'
import { WhyWords } from '../ui/why/WhyPanel'
import { useTroubleshoot } from './acts'

/** For who may troubleshoot: the way from an opaque id to the call, with a reason that its owner reads. It says nothing of whether there is such a call. */
export function Troubleshoot({ call }: { call: string }) {
  const open = useTroubleshoot(call)
  const form = useForm({ defaultValues: { reason: '' } })
  const problem = open.error instanceof Problem ? open.error : undefined
  const submit = form.handleSubmit(({ reason }) => open.mutate(reason, { onError: (error) => placeFaults(form, error) }))
  return (
    <Box sx={{ maxWidth: size.refusal, mx: 'auto' }}>
      <Section title="Open to troubleshoot">
        <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
          <Typography color="text.secondary">
            A call of your organization opens for one hour. Its owner is notified and can read your reason, which is recorded in the audit
            trail.
          </Typography>
          {problem && !problem.errors['/reason'] && (
            <Box role="alert" sx={{ color: 'tone.danger.main' }}>
              {problem.why ? (
                <WhyWords why={problem.why} />
              ) : problem.status === 404 ? (
                'Your organization has no call with this id.'
              ) : (
                problem.message
              )}
            </Box>
          )}
          <Field label="Reason" hint="At least 10 characters. The owner can read it." fault={form.formState.errors.reason?.message}>
            {(field) => <OutlinedInput {...field} multiline minRows={2} {...form.register('reason', { required: 'Enter a reason.' })} />}
          </Field>
          <Button type="submit" variant="outlined" loading={open.isPending}>
            Open for one hour
          </Button>
        </Box>
      </Section>
    </Box>
  )
}
