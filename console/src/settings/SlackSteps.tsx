import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ExternalLink } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { inCustomer } from '../addresses'
import { size } from '../theme/tokens'
import { SwitchLine } from '../ui/form/SwitchLine'
import { Section } from '../ui/page/Page'
import { CopyButton } from '../ui/shown/CopyButton'
import { Icon } from '../ui/shown/Icon'
import type { Slack } from './slack'

interface Props {
  customer: string
  slack: Slack
  onOpen: (which: 'app' | 'install') => void
}

/** The way to a connection, one step after the other; each can be gone again. */
export function SlackSteps({ customer, slack, onOpen }: Props) {
  const [socket, setSocket] = useState(slack.app?.socket === true)
  const manifest = socket ? slack.socketManifest : slack.manifest
  return (
    <Section title="Set it up">
      <Box component="ol" sx={{ m: 0, pl: 5, listStyle: 'decimal', display: 'grid', gap: 5, maxWidth: size.readingPage }}>
        <Step title="Create the app in Slack">
          {manifest ? (
            <>
              <Typography color="text.secondary">
                Slack makes the app from a manifest. Choose your workspace there and create it. Whoever manages the app in Slack can read
                what Usher posts there.
              </Typography>
              <SwitchLine label="Slack can’t reach Usher from the internet: use Socket Mode" on={socket} onChange={setSocket} />
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
                <Button
                  component="a"
                  href={`https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(manifest)}`}
                  target="_blank"
                  rel="noreferrer"
                  variant="outlined"
                  size="small"
                  startIcon={<Icon of={ExternalLink} small />}
                >
                  Create the app
                </Button>
                <CopyButton key={manifest} text={manifest} what="manifest" />
              </Box>
            </>
          ) : (
            <Typography color="text.secondary">
              First, whoever operates Usher says where people reach it (<code>Usher__PublicUrl</code>): Slack leads people back there.
            </Typography>
          )}
        </Step>
        <Step title="Enter the app’s credentials">
          {slack.app?.clientId && (
            <Typography color="text.secondary">
              Client ID <code>{slack.app.clientId}</code>, with its secrets.
            </Typography>
          )}
          <Button variant="outlined" size="small" onClick={() => onOpen('app')}>
            {slack.app?.clientId ? 'Change credentials' : 'Enter credentials'}
          </Button>
        </Step>
        <Step title="Connect to your workspace">
          <Button
            variant={slack.workspace ? 'outlined' : 'contained'}
            size="small"
            disabled={!slack.app?.clientId}
            onClick={() => onOpen('install')}
          >
            {slack.workspace ? 'Connect again' : 'Connect to Slack'}
          </Button>
          {!slack.app?.clientId && <Typography color="text.secondary">Enter the app’s credentials first.</Typography>}
        </Step>
        <Step title="Connect channels">
          <Typography color="text.secondary">
            Invite Usher to a private channel with <code>/invite @Usher</code>. Then connect the channel to a team on the{' '}
            <Link to={inCustomer(customer, 'teams')}>team’s page</Link>.
          </Typography>
        </Step>
      </Box>
    </Section>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="li" sx={{ '::marker': { fontWeight: 600 } }}>
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start', pl: 1 }}>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        {children}
      </Box>
    </Box>
  )
}
