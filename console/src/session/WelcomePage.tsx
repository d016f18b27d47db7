import OutlinedInput from '@mui/material/OutlinedInput'
import { useForm } from 'react-hook-form'
import { Link, useLocation, useNavigate } from 'react-router'
import { Field } from '../ui/form/Field'
import { DoorForm } from './DoorForm'
import { useChoosePassword } from './session'

/** Where the link in someone's first mail leads: choose a password and come in. The link's token stays in the fragment, which no server or log sees. */
export function Component() {
  const { hash } = useLocation()
  const go = useNavigate()
  const choose = useChoosePassword()
  const form = useForm({ defaultValues: { password: '' } })
  const { errors } = form.formState

  return (
    <DoorForm
      title="Choose a password"
      fault={choose.error?.message}
      verb={choose.isPending ? 'Coming in…' : 'Come in'}
      waiting={choose.isPending}
      onSubmit={() =>
        void form.handleSubmit(({ password }) =>
          choose.mutate({ link: hash.slice(1), password }, { onSuccess: () => void go('/', { replace: true }) }),
        )()
      }
      foot={
        <>
          The link works once. With the password you sign in from then on. <Link to="/forgotten">Ask for another link</Link>
        </>
      }
    >
      <Field
        label="New password"
        hint="Twelve characters or more; a few words you will remember are best."
        fault={errors.password?.message}
      >
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="new-password"
            autoFocus
            {...form.register('password', { required: 'Choose a password.' })}
          />
        )}
      </Field>
    </DoorForm>
  )
}
