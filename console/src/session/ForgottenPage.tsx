import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { Link, useNavigate } from 'react-router'
import { Field } from '../ui/form/Field'
import { SignInForm } from './SignInForm'
import { useAskForLink } from './session'

/** Asks for a link to set a new password. The answer is the same whoever has the address. */
export function Component() {
  const go = useNavigate()
  const ask = useAskForLink()
  const form = useForm({ defaultValues: { email: '' } })
  const { errors } = form.formState
  const back = <Link to="/sign-in">Back to sign-in</Link>

  if (ask.isSuccess)
    return (
      <SignInForm title="Check your e-mail" verb="Back to sign-in" waiting={false} onSubmit={() => void go('/sign-in')}>
        <Typography role="status">
          If <bdi>{ask.variables}</bdi> has an account here, we have sent it a link to set a new password. The link works once, for an hour.
        </Typography>
      </SignInForm>
    )

  return (
    <SignInForm
      title="Reset your password"
      fault={ask.error?.message}
      verb="Email me a link"
      waiting={ask.isPending}
      onSubmit={() => void form.handleSubmit(({ email }) => ask.mutate(email.trim()))()}
      foot={back}
    >
      <Field
        label="E-mail address"
        hint="The address you sign in with. We send it a link to set a new password."
        fault={errors.email?.message}
      >
        {(field) => (
          <OutlinedInput
            {...field}
            type="email"
            autoComplete="username"
            autoFocus
            {...form.register('email', { required: 'Enter your e-mail address.' })}
          />
        )}
      </Field>
    </SignInForm>
  )
}
