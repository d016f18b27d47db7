import OutlinedInput from '@mui/material/OutlinedInput'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Field } from '../ui/form/Field'
import { SignInForm } from './SignInForm'
import { placeInside } from './inside'
import { meQuery, useSignIn } from './session'

/** Sign in by e-mail and password, then go on to where one wanted. */
export function Component() {
  const [params] = useSearchParams()
  const session = useQuery(meQuery)
  const signIn = useSignIn()
  const form = useForm({ defaultValues: { email: '', password: '' } })
  const { errors } = form.formState

  if (session.data) return <Navigate to={placeInside(params.get('to')) ?? session.data.landing} replace />

  return (
    <SignInForm
      title="Sign in to Usher"
      fault={signIn.error?.message}
      verb={signIn.isPending ? 'Signing in…' : 'Sign in'}
      waiting={signIn.isPending}
      onSubmit={() => void form.handleSubmit((account) => signIn.mutate(account))()}
      foot={<Link to="/forgotten">Forgot your password, or never set one?</Link>}
    >
      <Field label="E-mail address" fault={errors.email?.message}>
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
      <Field label="Password" fault={errors.password?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="current-password"
            {...form.register('password', { required: 'Enter your password.' })}
          />
        )}
      </Field>
    </SignInForm>
  )
}
