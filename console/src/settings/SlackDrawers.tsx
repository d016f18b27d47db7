import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { useNotes } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { SecretField } from '../ui/form/SecretField'
import { useDrawer } from '../ui/form/useDrawer'
import { ofSettings } from './settings'
import { disconnectSlack, installSlack, setSlackApp, type AppSecrets, type Slack } from './slack'

interface Props {
  customer: string
  slack: Slack
  open: boolean
  onClose: () => void
}

const kept = 'Kept. Nobody can read it.'
const secrets = [
  { name: 'clientSecret', label: 'Client secret' },
  { name: 'signingSecret', label: 'Signing secret' },
] as const

/** Enters what the organization’s Slack app is known by. */
export function AppDrawer({ customer, slack, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: slack.app,
    begin: (now) => ({ clientId: now?.clientId ?? '', note: '' }) as AppSecrets & { note: string },
    send: ({ note, ...app }) => setSlackApp(customer, app, note),
    changes: ofSettings,
    secret: 'all',
    said: () => 'The app’s credentials are saved.',
  })
  return (
    <FormDrawer title="Enter the app’s credentials" verb="Save credentials" {...drawer}>
      <Typography>Slack shows them under Basic Information → App Credentials.</Typography>
      <Field label="Client ID" fault={errors.clientId?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('clientId', { required: 'Enter the client ID.' })} />}
      </Field>
      {secrets.map(({ name, label }) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field: { value, onChange } }) => (
            <SecretField
              label={label}
              fault={errors[name]?.message}
              secret={value}
              onChange={(secret) => onChange(secret ?? undefined)}
              isSet={slack.app?.clientId != null && (name === 'clientSecret' || slack.app.signs)}
              kept={kept}
              cleared=""
            />
          )}
        />
      ))}
      <Controller
        control={form.control}
        name="socketToken"
        render={({ field: { value, onChange } }) => (
          <SecretField
            label="App-level token for Socket Mode (optional)"
            hint="Only where Slack can’t reach Usher: it starts with xapp- and needs the scope connections:write."
            fault={errors.socketToken?.message}
            secret={value}
            onChange={onChange}
            isSet={slack.app?.socket === true}
            kept={kept}
            cleared="Socket Mode ends: Slack sends requests to Usher."
          />
        )}
      />
      <NoteField required={useNotes(customer)} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sends the reader to Slack, after saying what that does. */
export function InstallDrawer({ customer, slack, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ note: '' }),
    send: ({ note }) => installSlack(customer, note),
    changes: [],
  })
  return (
    <FormDrawer title="Connect to Slack" verb="Continue to Slack" {...drawer}>
      <Typography>
        Slack asks which workspace, and what Usher may do there. Then you come back here. It has to be done within ten minutes.
      </Typography>
      {slack.workspace && (
        <Typography>
          The organization is connected to {slack.workspace.name}. If you choose another workspace, nothing is posted to the channels of{' '}
          {slack.workspace.name} any more, and nobody sees calls through them.
        </Typography>
      )}
      <Typography color="text.secondary">The other Organization Admins are notified.</Typography>
      <NoteField required={useNotes(customer)} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Disconnects the organization, after saying what that does. */
export function DisconnectDrawer({ customer, slack, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ note: '' }),
    send: ({ note }) => disconnectSlack(customer, note),
    changes: ofSettings,
    said: () => 'Slack is disconnected.',
  })
  return (
    <FormDrawer title={`Disconnect from ${slack.workspace?.name ?? 'Slack'}?`} verb="Disconnect" danger {...drawer}>
      <Typography>
        Nothing is posted to Slack any more, questions there get no answer, and nobody sees calls through a channel. What was posted stays
        in Slack. Connect again at any time: channels and destinations of teams are kept.
      </Typography>
      <NoteField required={useNotes(customer)} field={form.register('note')} />
    </FormDrawer>
  )
}
