import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChange, usePages } from '../api/queries'
import { size } from '../theme/tokens'
import { ShowMore } from '../ui/list/ShowMore'
import { ListSkeleton } from '../ui/page/Later'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'

type Message = Shape<'MessageView'>

const looks = {
  sent: { tone: 'good', icon: CircleCheck, word: 'Delivered' },
  due: { tone: 'info', icon: Clock, word: 'Being sent' },
  failed: { tone: 'danger', icon: TriangleAlert, word: 'Not delivered' },
} as const

const happened: Record<string, string> = {
  'usher.app.configured': 'Configured',
  'usher.app.disabled': 'Disabled',
  'usher.app.enabled': 'Enabled',
  'usher.app.removed': 'Removed',
  'usher.user.deactivated': 'A user was deactivated',
}

/** The messages to an app: what became of each, and a way to send it once more. */
export function WebhookMessages({ customer, app }: { customer: string; app: string }) {
  const [failed, setFailed] = useState(false)
  const state = failed ? ('failed' as const) : null
  const messages = usePages(keys.appMessages(customer, app, state), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/apps/{app}/integration-user/webhook/messages', {
        params: { path: { customer, app }, query: { state: state ?? undefined, cursor } },
      }),
    ),
  )
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3 }}>
        <Typography sx={{ fontWeight: 500 }}>Messages</Typography>
        <Button size="small" color="inherit" aria-pressed={failed} onClick={() => setFailed(!failed)}>
          {failed ? 'Show all' : 'Show what was not delivered'}
        </Button>
      </Box>
      {messages.isPending && <ListSkeleton />}
      {messages.isError && <Typography color="text.secondary">The messages can’t be shown now.</Typography>}
      {messages.isSuccess && messages.items.length === 0 && (
        <Typography color="text.secondary">{failed ? 'Every message was delivered.' : 'No messages in the last 30 days.'}</Typography>
      )}
      <Box component="ul" sx={{ display: 'grid', gap: 2 }}>
        {messages.items.map((message) => (
          <OneMessage key={message.id} customer={customer} app={app} message={message} />
        ))}
      </Box>
      <ShowMore pages={messages} />
    </>
  )
}

function OneMessage({ customer, app, message }: { customer: string; app: string; message: Message }) {
  const say = useSay()
  const { tone, icon, word } = looks[message.state]
  const replay = useChange(
    () =>
      api.POST('/api/customers/{customer}/apps/{app}/integration-user/webhook/messages/{message}/replay', {
        params: { path: { customer, app, message: message.id } },
      }),
    'app',
  )
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
          <span>
            {happened[message.type] ?? message.type}
            {message.tenant && ` in ${message.tenant}`}
          </span>
          <StateChip tone={tone} icon={icon}>
            {word}
          </StateChip>
        </Box>
        <Typography variant="body2" color="text.secondary">
          <Moment at={message.at} />
          {message.attempts > 1 && `, sent ${message.attempts} times`}
          {message.sentence && `. ${message.sentence}`}
        </Typography>
      </Box>
      {message.state === 'failed' && (
        <Button
          size="small"
          variant="outlined"
          loading={replay.isPending}
          onClick={() => replay.mutate(undefined, { onError: (error: Error) => say({ text: error.message }) })}
        >
          Send again
        </Button>
      )}
    </Box>
  )
}
