import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { api, body, noted, type Shape } from '../api/client'
import { useChange } from '../api/queries'
import { useNotes } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { OnceShown } from '../ui/shown/OnceShown'
import { WebhookMessages } from './WebhookMessages'
import type { AppPage } from './marketplace'

interface Props {
  customer: string
  app: AppPage
  webhook?: Shape<'WebhookView'> | null
  /** Whether the reader owns the integration user: its owner alone sets the webhook. */
  mine: boolean
}

/** Where the app hears of what becomes of it, and what it was sent. */
export function AppWebhook({ customer, app, webhook, mine }: Props) {
  const say = useSay()
  const [asked, setAsked] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const remove = useChange(
    () => api.DELETE('/api/customers/{customer}/apps/{app}/integration-user/webhook', { params: { path: { customer, app: app.slug } } }),
    'app',
  )
  return (
    <Box sx={{ mt: 5, display: 'grid', gap: 2 }}>
      <Typography variant="h3">Webhook</Typography>
      {webhook ? (
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {app.name} hears at <code>{webhook.url}</code> when it is configured, disabled, enabled or removed, and when a user is
          deactivated.
          {webhook.formerUntil && (
            <>
              {' '}
              The secret before signs too until <Moment at={webhook.formerUntil} />.
            </>
          )}
        </Typography>
      ) : (
        <Typography color="text.secondary">
          {app.name} isn’t notified of what becomes of it. Set an address, and it hears when it is configured, disabled, enabled or removed,
          and when a user is deactivated.
        </Typography>
      )}
      {webhook?.gone && (
        <Typography role="status" sx={{ color: 'tone.danger.main' }}>
          Its server said <Moment at={webhook.gone} /> that it wants no messages any more. Set the webhook again to go on.
        </Typography>
      )}
      {mine && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Button variant="outlined" onClick={() => setAsked(true)}>
            {webhook ? 'Change webhook' : 'Set webhook'}
          </Button>
          {webhook && (
            <Button
              color="inherit"
              loading={remove.isPending}
              onClick={() =>
                remove.mutate(undefined, {
                  onSuccess: () => say({ text: 'Webhook removed.' }),
                  onError: (error: Error) => say({ text: error.message }),
                })
              }
            >
              Remove webhook
            </Button>
          )}
        </Box>
      )}
      {webhook && <WebhookMessages customer={customer} app={app.slug} />}
      <WebhookDrawer customer={customer} app={app} webhook={webhook} open={asked} onClose={() => setAsked(false)} onMade={setSecret} />
      {secret && (
        <OnceShown
          what="secret"
          text={secret}
          lead={`This is the only time the secret is shown. ${app.name} needs it to know that a message is Usher’s.`}
          after="If it is lost, set the webhook again: it gets a new one."
          onDone={() => setSecret(null)}
        />
      )}
    </Box>
  )
}

interface DrawerProps extends Omit<Props, 'mine'> {
  open: boolean
  onClose: () => void
  onMade: (secret: string | null) => void
}

function WebhookDrawer({ customer, app, webhook, open, onClose, onMade }: DrawerProps) {
  const notes = useNotes(customer)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: webhook,
    begin: (seen) => ({ url: seen?.url ?? '', note: '' }),
    send: ({ url, note }) =>
      body(
        api.PUT('/api/customers/{customer}/apps/{app}/integration-user/webhook', {
          params: { path: { customer, app: app.slug } },
          body: { url: url.trim() },
          headers: noted(note),
        }),
      ),
    changes: ['app'],
    said: () => 'Webhook set.',
    after: ({ secret }) => onMade(secret ?? null),
    secret: 'answer',
  })
  return (
    <FormDrawer title={`Webhook of ${app.name}`} verb="Set webhook" {...drawer}>
      <Typography color="text.secondary">
        Messages are CloudEvents, signed as Standard Webhooks describes. The secret is new each time; the one before signs beside it for a
        day while the host stays the same.
      </Typography>
      <Field label="Address" hint="It begins with https://" fault={errors.url?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://app.example/usher"
            {...form.register('url', { required: 'Enter an address.' })}
          />
        )}
      </Field>
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
