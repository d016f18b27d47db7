import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { RevokeKeys, type OnKeys } from '../session/RevokeKeys'
import { useAskForLink } from '../session/session'
import { useAct } from '../ui/hooks/act'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { useSay } from '../ui/page/Said'
import { changePassword, useSignInMethods } from './profile'

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
                  You have not set a password yet. We can e-mail a link to set one to <b>{email}</b>.
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
                Email me a link
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
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ former: '', password: '', keys: 'revoke' as OnKeys }),
    send: changePassword,
    changes: ['password', 'key'],
    said: () => 'Your password is changed. Your other sessions have ended.',
    secret: 'all',
  })
  return (
    <FormDrawer title="Change your password" verb="Change password" {...drawer}>
      <Typography>You are signed out everywhere else.</Typography>
      <Field label="Password now" hint="Forgotten? Sign out, and ask for a link where you sign in." fault={errors.former?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="current-password"
            {...form.register('former', { required: 'Type the password you have now.' })}
          />
        )}
      </Field>
      <Field
        label="New password"
        hint="12 characters or more, such as a few unrelated words. Not your name or your company's."
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
      <RevokeKeys keys={form.watch('keys')} onChange={(keys) => form.setValue('keys', keys, { shouldDirty: true })} />
    </FormDrawer>
  )
}
