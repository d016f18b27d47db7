import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, Clock, PlugZap, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Shape } from '../api/client'
import { Named } from '../session/links'
import { laterDrawer } from '../ui/form/laterDrawer'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { listed } from '../ui/shown/words'
import { RefusedButton } from '../ui/why/WhyPanel'
import { connect, type Connection } from './connections'

const DisconnectDrawer = laterDrawer(
  () => import('./DisconnectDrawer').then((file) => file.DisconnectDrawer),
  ({ open }: { open: boolean }) => open,
)

interface Props {
  customer: string
  app: App
  place: Place
}

type App = Shape<'AppPage'>
type Place = Shape<'AppPlace'>

const looks = {
  connected: { tone: 'good', icon: CircleCheck, word: 'Connected' },
  failing: { tone: 'attention', icon: Clock, word: 'Connection problem' },
  ended: { tone: 'danger', icon: TriangleAlert, word: 'Connection ended' },
  changed: { tone: 'attention', icon: TriangleAlert, word: 'Connect again' },
} as const

/** The connection of an app to its provider in a tenant: how it is, and who can make it or end it. */
export function AppConnection({ customer, app, place }: Props) {
  const say = useSay()
  const [asked, setAsked] = useState(false)
  const at = { customer, app: app.slug, tenant: place.tenant.slug }
  const start = useMutation({ mutationFn: () => connect(at), gcTime: 0, onError: (error) => say({ text: error.message }) })
  const { connection, can, state } = place
  if (!app.provider || (state !== 'approved' && state !== 'active')) return null
  const works = connection?.state === 'connected' || connection?.state === 'failing'
  const verb = connection ? `Connect to ${app.provider} again` : `Connect to ${app.provider}`
  return (
    <Box role="group" aria-label={`Connection to ${app.provider} in ${place.tenant.name}`} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      <Box>
        {connection ? (
          <Chip state={connection.state} />
        ) : (
          <StateChip tone="neutral" icon={PlugZap}>
            Not connected
          </StateChip>
        )}
      </Box>
      {connection ? (
        <Words connection={connection} provider={app.provider} />
      ) : (
        <Typography variant="body2" color="text.secondary">
          {app.name} needs an account at {app.provider}.
        </Typography>
      )}
      {!works && !can.connect?.allowed && app.configurers.length > 0 && (
        <Typography variant="body2" color="text.secondary">
          {listed(app.configurers.map(({ name }) => name))} can connect it.
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {can.connect?.allowed ? (
          <Button variant="outlined" size="small" loading={start.isPending} onClick={() => start.mutate()}>
            {verb}
          </Button>
        ) : (
          !works && <RefusedButton refused={{ sentence: can.connect?.why ?? '', permission: 'app/configure' }}>{verb}</RefusedButton>
        )}
        {can.disconnect?.allowed && (
          <Button color="inherit" size="small" onClick={() => setAsked(true)}>
            Disconnect
          </Button>
        )}
      </Box>
      <DisconnectDrawer
        at={at}
        name={app.name}
        where={place.tenant.name}
        provider={app.provider}
        open={asked}
        onClose={() => setAsked(false)}
      />
    </Box>
  )
}

function Chip({ state }: { state: Connection['state'] }) {
  const { tone, icon, word } = looks[state]
  return (
    <StateChip tone={tone} icon={icon}>
      {word}
    </StateChip>
  )
}

function Words({ connection, provider }: { connection: Connection; provider: string }) {
  const { state, since, by, at, scopes, sentence, nextTry } = connection
  return (
    <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
      {state === 'ended' ? (
        <>
          {provider} ended this connection <Moment at={since} />.{' '}
        </>
      ) : (
        sentence && `${sentence} `
      )}
      {state === 'failing' && (
        <>
          First noticed <Moment at={since} />.{' '}
          {nextTry && (
            <>
              Usher tries again <Moment at={nextTry} />.{' '}
            </>
          )}
        </>
      )}
      {by && (
        <>
          <Named who={by} /> connected it to {provider} <Moment at={at} />.{' '}
        </>
      )}
      {state !== 'ended' && scopes.length > 0 && <>It may use: {listed(scopes)}.</>}
    </Typography>
  )
}
