import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Clock, CircleCheck, CircleSlash, Hash } from 'lucide-react'
import { Fragment, useState } from 'react'
import { PersonLink } from '../session/links'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import { StateChip } from '../ui/shown/StateChip'
import { RefusedButton } from '../ui/why/WhyPanel'
import { Strangers } from './Strangers'
import { useChannelMembers, type Channel, type Team } from './teams'

const BindChannelDrawer = laterDrawer(() => import('./ChannelDrawers').then((file) => file.BindChannelDrawer), isOpen)
const UnbindChannelDrawer = laterDrawer(
  () => import('./ChannelDrawers').then((file) => file.UnbindChannelDrawer),
  ({ channel }) => !!channel,
)

/** The private channels of Slack that may carry the team's notifications, who is in them, and why one gets nothing. */
export function Channels({ customer, team }: { customer: string; team: Team }) {
  const [binding, setBinding] = useState(false)
  const [leaving, setLeaving] = useState<Channel | null>(null)
  const may = team.can.manage
  return (
    <Section title="Slack channels">
      {team.channels.length ? (
        <Box component="ul" sx={{ display: 'grid', gap: 5, mb: 4 }}>
          {team.channels.map((channel) => (
            <Box component="li" key={channel.id} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 3 }}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2.5, rowGap: 1 }}>
                  <Typography sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
                    <bdi>#{channel.name}</bdi>
                  </Typography>
                  <ChannelState channel={channel} chosen={channel.id === team.destinationChannel} />
                </Box>
                <ChannelWords customer={customer} team={team} channel={channel} />
              </Box>
              {may?.allowed && (
                <Button color="inherit" aria-label={`Disconnect #${channel.name}`} onClick={() => setLeaving(channel)}>
                  Disconnect
                </Button>
              )}
            </Box>
          ))}
        </Box>
      ) : (
        <Typography color="text.secondary" sx={{ mb: 4 }}>
          No channel is connected to this team, so none gets its notifications.
        </Typography>
      )}
      {may?.allowed ? (
        <Button variant="outlined" startIcon={<Icon of={Hash} small />} onClick={() => setBinding(true)}>
          Connect a channel
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'team/manage', id: team.id }}>Connect a channel</RefusedButton>
      )}
      <BindChannelDrawer customer={customer} team={team} open={binding} onClose={() => setBinding(false)} />
      <UnbindChannelDrawer customer={customer} team={team} channel={leaving} onClose={() => setLeaving(null)} />
    </Section>
  )
}

function ChannelState({ channel: { problem, membersReadAt }, chosen }: { channel: Channel; chosen: boolean }) {
  if (!chosen) return <StateChip>Connected, not in use</StateChip>
  if (!membersReadAt)
    return (
      <StateChip icon={Clock} tone="info">
        Not read yet
      </StateChip>
    )
  return problem ? (
    <StateChip icon={CircleSlash} tone="attention">
      Posting paused
    </StateChip>
  ) : (
    <StateChip icon={CircleCheck} tone="good">
      In use
    </StateChip>
  )
}

interface Told {
  customer: string
  team: Team
  channel: Channel
}

function ChannelWords({ customer, team, channel: { id, guests, why, size, membersReadAt, strangers } }: Told) {
  if (!membersReadAt)
    return (
      <Typography variant="body2" color="text.secondary">
        Its members are not known yet. Usher checks them before posting anything.
      </Typography>
    )
  return (
    <Typography variant="body2" component="div" color="text.secondary">
      {why && (
        <Box sx={{ color: 'text.primary' }}>
          Nothing is posted. {why}
          {guests > 1 && ` There are ${guests} of them.`}
        </Box>
      )}
      {!!strangers?.length && <Strangers strangers={strangers} of={guests} />}
      {size ? <ChannelMembers customer={customer} team={team.id} channel={id} /> : size === 0 && 'None of your users is in it.'} According
      to Slack <Moment at={membersReadAt} />.
    </Typography>
  )
}

/** Who is in a channel, in a sentence that grows. */
function ChannelMembers({ customer, team, channel }: { customer: string; team: string; channel: string }) {
  const members = useChannelMembers(customer, team, channel)
  if (!members.data) return null
  return (
    <>
      Members:{' '}
      {members.items.map(({ id, name }, place) => (
        <Fragment key={id}>
          {place > 0 && ', '}
          <PersonLink id={id} name={name} plain />
        </Fragment>
      ))}
      {members.hasNextPage && (
        <Button size="small" color="inherit" loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          and others
        </Button>
      )}
      .
    </>
  )
}
