import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { useAskForLink } from '../session/session'
import { useAct } from '../ui/act'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Section } from '../ui/Page'
import { useSay } from '../ui/Said'
import { useChangePassword, useSignInMethods } from './profile'

/** How one signs in: by password, and by a link to one's own address where there is none or it is lost. */
export function SignInMethods() {
  const methods = useSignInMethods()
  const say = useSay()
  const ask = useAskForLink()
  const [open, setOpen] = useAct('password')
  return (
    <Section title="How I sign in">
      <Loaded query={methods} skeleton={<ListSkeleton rows={1} />}>
        {({ email, password }) => (
          <>
            <Typography sx={{ mb: 3 }}>
              {password ? (
                <>
                  With <b>{email}</b> and your password.
                </>
              ) : (
                <>
                  You came in by a link and have chosen no password yet. A link to choose one goes to <b>{email}</b>.
                </>
              )}
            </Typography>
            {password ? (
              <Button variant="outlined" onClick={() => setOpen(true)}>
                Change password
              </Button>
            ) : (
              <Button
                variant="outlined"
                loading={ask.isPending}
                onClick={() =>
                  ask.mutate(email, {
                    onSuccess: () => say({ text: `A link is on its way to ${email}. It works once, for an hour.` }),
                    onError: (error) => say({ text: error.message }),
                  })
                }
              >
                Mail me a link
              </Button>
            )}
          </>
        )}
      </Loaded>
      <PasswordDrawer open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

function PasswordDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay()
  const change = useChangePassword()
  const form = useForm({ defaultValues: { former: '', password: '' } })
  const { errors } = form.formState
  // What was typed here is kept nowhere.
  function close() {
    form.reset()
    change.reset()
    onClose()
  }
  const submit = form.handleSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        say({ text: 'Your password is changed. Your other sessions have ended.' })
        close()
      },
    }),
  )
  return (
    <FormDrawer
      title="Change your password"
      open={open}
      onClose={close}
      verb="Change password"
      waiting={change.isPending}
      fault={change.error}
      onSubmit={() => void submit()}
    >
      <Typography>Wherever else you are signed in, you sign in anew. Your keys stay as they are.</Typography>
      <Field label="Password now" hint="Forgotten? Sign out, and ask for a link where you sign in." fault={errors.former?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="current-password"
            autoFocus
            {...form.register('former', { required: 'Type the password you have now.' })}
          />
        )}
      </Field>
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
            {...form.register('password', { required: 'Choose a password.' })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
