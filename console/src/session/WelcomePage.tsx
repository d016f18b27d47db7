import { useForm } from 'react-hook-form'
import { Link, useLocation, useNavigate } from 'react-router'
import { NewPasswordField } from '../ui/form/NewPasswordField'
import { SignInForm } from './SignInForm'
import { RevokeKeys, type OnKeys } from './RevokeKeys'
import { useChoosePassword } from './session'

/** Where the link in an e-mail leads: set a password, and sign in. It invites, or resets a password that may have been stolen. The link's token stays in the fragment, which no server or log sees. */
export function Component() {
  const { hash, pathname } = useLocation()
  const resets = pathname === '/reset'
  const go = useNavigate()
  const choose = useChoosePassword()
  const form = useForm({ defaultValues: { password: '', keys: 'revoke' as OnKeys } })
  const { errors } = form.formState

  return (
    <SignInForm
      title={resets ? 'Set a new password' : 'Set your password'}
      fault={choose.error?.message}
      verb={choose.isPending ? 'Signing in…' : 'Set password and sign in'}
      waiting={choose.isPending}
      onSubmit={() =>
        void form.handleSubmit(({ password, keys }) =>
          choose.mutate({ link: hash.slice(1), password, keys }, { onSuccess: () => void go('/', { replace: true }) }),
        )()
      }
      foot={
        <>
          The link works once. <Link to="/forgotten">Ask for another link</Link>
        </>
      }
    >
      <NewPasswordField
        autoFocus
        fault={errors.password?.message}
        field={form.register('password', { required: 'Enter a new password.' })}
      />
      {resets && <RevokeKeys keys={form.watch('keys')} onChange={(keys) => form.setValue('keys', keys)} />}
    </SignInForm>
  )
}
