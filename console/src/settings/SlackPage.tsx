import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleCheck, PlugZap } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { inCustomer } from '../addresses'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { useCrumb } from '../ui/page/crumbs'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { useSlack, type Slack } from './slack'
import { SlackSteps } from './SlackSteps'
import { AppDrawer, DisconnectDrawer, InstallDrawer } from './SlackDrawers'

type Open = 'app' | 'install' | 'disconnect' | null

/** How the organization is connected to Slack, and the way there. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="settings">
      <SlackOf key={customer} customer={customer} />
    </Guarded>
  )
}

function SlackOf({ customer }: { customer: string }) {
  useCrumb('Settings', inCustomer(customer, 'settings'))
  const slack = useSlack(customer)
  const [open, setOpen] = useState<Open>(null)
  return (
    <Page title="Slack" lead="Your organization installs Usher as its own app in its workspace.">
      <Loaded query={slack} skeleton={<ListSkeleton />} what="customer" back="/">
        {(now) => {
          const drawer = (which: Open) => ({ customer, slack: now, open: open === which, onClose: () => setOpen(null) })
          return (
            <>
              <Connection slack={now} onDisconnect={() => setOpen('disconnect')} />
              <SlackSteps customer={customer} slack={now} onOpen={setOpen} />
              <AppDrawer {...drawer('app')} />
              <InstallDrawer {...drawer('install')} />
              <DisconnectDrawer {...drawer('disconnect')} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Connection({ slack: { workspace, app }, onDisconnect }: { slack: Slack; onDisconnect: () => void }) {
  return (
    <Section
      title="Connection"
      aside={
        workspace && (
          <Button color="inherit" size="small" onClick={onDisconnect}>
            Disconnect
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start', maxWidth: size.readingPage }}>
        <StateChip tone={workspace ? 'good' : 'neutral'} icon={workspace ? CircleCheck : PlugZap}>
          {workspace ? 'Connected' : 'Not connected'}
        </StateChip>
        {workspace && (
          <Typography>
            Connected to {workspace.name} (<code>{workspace.id}</code>) <Moment at={workspace.since} />.
          </Typography>
        )}
        {workspace && !app?.signs && !app?.socket && (
          <Typography color="text.secondary">
            Notifications are posted, but what people ask and press in Slack isn’t heard. Enter the app’s signing secret below.
          </Typography>
        )}
        {app?.socket && <Typography color="text.secondary">Usher hears Slack over Socket Mode.</Typography>}
      </Box>
    </Section>
  )
}
