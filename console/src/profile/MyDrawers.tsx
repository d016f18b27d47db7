import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import type { Key } from '../machines/machines'
import { RevokeKeys, type OnKeys } from '../session/RevokeKeys'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { changePassword, revokeMyKey, signOutEverywhere } from './profile'

export function EverywhereDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ keys: 'revoke' as OnKeys }),
    send: ({ keys }) => signOutEverywhere(keys),
    changes: [],
    // The page is loaded again, so that nothing stays in memory.
    after: () => window.location.assign('/sign-in'),
  })
  return (
    <FormDrawer title="Sign out everywhere" verb="Sign out everywhere" danger {...drawer}>
      <Typography>Every session ends at once, this one too, in every customer you are in.</Typography>
      <RevokeKeys keys={form.watch('keys')} onChange={(keys) => form.setValue('keys', keys, { shouldDirty: true })} />
    </FormDrawer>
  )
}

export function RevokeDrawer({ of: key, onClose }: { of: Key; onClose: () => void }) {
  const { drawer } = useDrawer({
    open: true,
    onClose,
    thing: key,
    begin: () => ({}),
    send: (_, { id }) => revokeMyKey(id),
    changes: ['key'],
    said: (_answer, _values, { name }) => `${name} is revoked.`,
  })
  return (
    <FormDrawer title={`Revoke ${key.name}`} verb="Revoke for good" danger {...drawer}>
      <Typography>Whatever uses this key stops at once, and cannot be started again with it.</Typography>
    </FormDrawer>
  )
}

export function PasswordDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
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
