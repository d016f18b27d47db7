import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { Navigate, useSearchParams } from 'react-router'
import { Problem } from '../api/problem'
import { Mark } from '../frame/Mark'
import { Field } from '../ui/Field'
import { useTitle } from '../ui/Page'
import { meQuery, useSignIn } from './session'

/** A place in the console to go to; anything else that a link may carry is not followed. */
export function placeInside(to: string | null): string | undefined {
  return to && /^\/(?![/\\])/.test(to) ? to : undefined
}

const words = (error: Error) =>
  error instanceof Problem && error.status === 401 ? 'This address and password do not open a place here. Check both; after several tries an account rests for a while.' : error.message

/** Sign in by e-mail and password, then go on to where one wanted. */
export function Component() {
  useTitle('Sign in')
  const [params] = useSearchParams()
  const session = useQuery(meQuery)
  const signIn = useSignIn()
  const form = useForm({ defaultValues: { email: '', password: '' } })
  const fault = useRef<HTMLDivElement>(null)
  const { errors } = form.formState

  useEffect(() => {
    if (signIn.error) fault.current?.focus()
  }, [signIn.error])

  if (session.data) return <Navigate to={placeInside(params.get('to')) ?? session.data.landing} replace />

  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 4 }}>
      <Box component="form" noValidate onSubmit={form.handleSubmit((account) => signIn.mutate(account))} sx={{ width: '100%', maxWidth: 360, display: 'grid', gap: 5 }}>
        <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
          <Mark side={40} />
          <Typography variant="h1">Sign in to Usher</Typography>
        </Box>
        {signIn.error && (
          <Box ref={fault} role="alert" tabIndex={-1} sx={{ px: 4, py: 3, borderRadius: 1, typography: 'body2', color: 'tone.danger.main', bgcolor: 'tone.danger.soft' }}>
            {words(signIn.error)}
          </Box>
        )}
        <Field label="E-mail address" fault={errors.email?.message}>
          {(field) => <OutlinedInput {...field} type="email" autoComplete="username" autoFocus {...form.register('email', { required: 'Type your e-mail address.' })} />}
        </Field>
        <Field label="Password" fault={errors.password?.message}>
          {(field) => <OutlinedInput {...field} type="password" autoComplete="current-password" {...form.register('password', { required: 'Type your password.' })} />}
        </Field>
        <Button type="submit" variant="contained" size="large" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
        <Typography variant="body2" color="text.secondary">
          No password? Open Usher from the product you work in, or ask your Customer Admin.
        </Typography>
      </Box>
    </Box>
  )
}
