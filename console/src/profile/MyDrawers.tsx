import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import type { Key } from '../machines/integrationUsers'
import { RevokeKeys, type OnKeys } from '../session/RevokeKeys'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NewPasswordField } from '../ui/form/NewPasswordField'
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
      <Typography>All your sessions end at once, including this one, for every customer you belong to.</Typography>
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
    said: (_answer, _values, { name }) => `${name} revoked.`,
  })
  return (
    <FormDrawer title={`Revoke ${key.name}`} verb="Revoke key" danger {...drawer}>
      <Typography>Programs that use this key stop working at once. This cannot be undone.</Typography>
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
    said: () => 'Password changed. Your other sessions have ended.',
    secret: 'all',
  })
  return (
    <FormDrawer title="Change password" verb="Change password" {...drawer}>
      <Typography>You will be signed out everywhere else.</Typography>
      <Field
        label="Current password"
        hint="Forgot it? Sign out and choose “Forgot your password” on the sign-in page."
        fault={errors.former?.message}
      >
        {(field) => (
          <OutlinedInput
            {...field}
            type="password"
            autoComplete="current-password"
            {...form.register('former', { required: 'Enter your current password.' })}
          />
        )}
      </Field>
      <NewPasswordField fault={errors.password?.message} field={form.register('password', { required: 'Enter a new password.' })} />
      <RevokeKeys keys={form.watch('keys')} onChange={(keys) => form.setValue('keys', keys, { shouldDirty: true })} />
    </FormDrawer>
  )
}
