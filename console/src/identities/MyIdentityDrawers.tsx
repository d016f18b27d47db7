import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { font } from '../theme/tokens'
import {
  askForCode,
  declineIdentity,
  kindWords,
  lookAtCode,
  ofIdentities,
  proveIdentity,
  removeMyIdentity,
  type MyIdentity,
  type Proved,
} from './identities'

interface Opened {
  open: boolean
  onClose: () => void
}

/** Takes the code that Slack showed or an e-mail brought, and shows what it proves before anything is linked. */
export function CodeDrawer({
  open,
  mailed,
  onClose,
  onLooked,
}: Opened & { mailed: string | null; onLooked: (proved: { code: string; what: Proved }) => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ code: '' }),
    send: ({ code }) => lookAtCode(code),
    changes: [],
    after: (what, { code }) => onLooked({ code, what }),
    secret: 'all',
  })
  return (
    <FormDrawer title={mailed ? 'Link recorder address' : 'Link Slack account'} verb="Continue" {...drawer}>
      <Typography>
        {mailed ? (
          <>If {mailed} can be linked, a code is on its way to it. The code works for 10 minutes.</>
        ) : (
          <>
            In Slack, send{' '}
            <Box component="code" sx={{ fontFamily: font.mono }}>
              /usher link
            </Box>{' '}
            in any channel, from the account that is yours. Only you see the answer, with a code that works for 10 minutes.
          </>
        )}
      </Typography>
      <Field label="Code" hint="Enter only a code that you asked for yourself." fault={errors.code?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('code', { required: 'Enter the code.' })} />}
      </Field>
    </FormDrawer>
  )
}

/** Asks for a code to an address that a recorder uses. */
export function AddressDrawer({ open, given, onClose, onMailed }: Opened & { given?: string; onMailed: (address: string) => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: given,
    begin: (address) => ({ address: address ?? '' }),
    send: ({ address }) => askForCode(address),
    changes: [],
    after: (_, { address }) => onMailed(address.trim()),
  })
  return (
    <FormDrawer title="Link recorder address" verb="Email me a code" {...drawer}>
      <Typography>If a recorder names you by another e-mail address, your calls are refused. Prove that the address is yours.</Typography>
      <Field label="E-mail address at the recorder" fault={errors.address?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="email"
            autoComplete="off"
            {...form.register('address', { required: 'Enter an e-mail address.' })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}

/** Links what a code proves, once its reader has seen whose account it is. */
export function LinkDrawer({ proved, onClose }: { proved: { code: string; what: Proved } | null; onClose: () => void }) {
  const shown = useLast(proved)
  const { drawer } = useDrawer({
    open: proved !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => proveIdentity(seen!.code),
    changes: ofIdentities,
    said: ({ label }) => `${label} is linked to you.`,
    secret: 'all',
  })
  const what = shown?.what
  return (
    <FormDrawer title={`Link ${what?.label ?? ''}?`} verb={what ? `Link ${what.label}` : 'Link'} {...drawer}>
      {what && (
        <Typography>
          {kindWords[what.kind]}{' '}
          <b>
            <bdi>{what.label}</bdi>
          </b>
          {what.kind === 'slack' ? ` (${what.external})` : ''}:{' '}
          {what.kind === 'slack'
            ? 'whoever uses this account in Slack acts as you there and reads what you may see. Link it only if it is your own.'
            : 'calls that a recorder stores for this address from now on are yours. Link it only if it is your own.'}
        </Typography>
      )}
      <Typography color="text.secondary">The Organization Admins are notified.</Typography>
    </FormDrawer>
  )
}

/** Ends an identity of one's own. */
export function RemoveDrawer({ of, onClose }: { of: MyIdentity | null; onClose: () => void }) {
  const shown = useLast(of)
  const { drawer } = useDrawer({
    open: of !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => removeMyIdentity(seen!.id),
    changes: ofIdentities,
    said: (_answer, _values, was) => `${was!.label} is no longer linked to you.`,
  })
  return (
    <FormDrawer title={`Remove ${shown?.label ?? ''}?`} verb="Remove identity" danger {...drawer}>
      <Typography>It stops counting at once. Your calls stay yours. To link it again, you prove it again.</Typography>
    </FormDrawer>
  )
}

/** Says that a proposed identity is not one's own. */
export function DeclineDrawer({ of, onClose }: { of: { id: string; label: string } | null; onClose: () => void }) {
  const shown = useLast(of)
  const { drawer } = useDrawer({
    open: of !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => declineIdentity(seen!.id),
    changes: ofIdentities,
    said: (_answer, _values, was) => `${was!.label} is not proposed for you any more.`,
  })
  return (
    <FormDrawer title={`${shown?.label ?? ''} is not yours?`} verb="Decline" {...drawer}>
      <Typography>Whoever proposed it is notified.</Typography>
    </FormDrawer>
  )
}
