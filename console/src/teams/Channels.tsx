import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Clock, CircleCheck, CircleSlash, Hash } from 'lucide-react'
import { useState } from 'react'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import { StateChip } from '../ui/shown/StateChip'
import { RefusedButton } from '../ui/why/WhyPanel'
import { useChannelMembers, type Channel, type Team } from './teams'

const BindChannelDrawer = laterDrawer(() => import('./ChannelDrawers').then((file) => file.BindChannelDrawer), isOpen)
const UnbindChannelDrawer = laterDrawer(
  () => import('./ChannelDrawers').then((file) => file.UnbindChannelDrawer),
  ({ channel }) => !!channel,
)

/** The private channels of Slack that may carry the team's notes, who is in them, and why one gets nothing. */
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
                <Button color="inherit" aria-label={`Unbind #${channel.name}`} onClick={() => setLeaving(channel)}>
                  Unbind
                </Button>
              )}
            </Box>
          ))}
        </Box>
      ) : (
        <Typography color="text.secondary" sx={{ mb: 4 }}>
          No channel is bound to this team, so none gets its notes.
        </Typography>
      )}
      {may?.allowed ? (
        <Button variant="outlined" startIcon={<Icon of={Hash} small />} onClick={() => setBinding(true)}>
          Bind a channel
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'team/manage', id: team.id }}>Bind a channel</RefusedButton>
      )}
      <BindChannelDrawer customer={customer} team={team} open={binding} onClose={() => setBinding(false)} />
      <UnbindChannelDrawer customer={customer} team={team} channel={leaving} onClose={() => setLeaving(null)} />
    </Section>
  )
}

function ChannelState({ channel: { guests, membersReadAt }, chosen }: { channel: Channel; chosen: boolean }) {
  if (!chosen) return <StateChip>Bound, not chosen</StateChip>
  if (!membersReadAt)
    return (
      <StateChip icon={Clock} tone="info">
        Not read yet
      </StateChip>
    )
  return guests ? (
    <StateChip icon={CircleSlash} tone="attention">
      Gets nothing
    </StateChip>
  ) : (
    <StateChip icon={CircleCheck} tone="good">
      Gets notes
    </StateChip>
  )
}

interface Told {
  customer: string
  team: Team
  channel: Channel
}

function ChannelWords({ customer, team, channel: { id, guests, size, membersReadAt } }: Told) {
  if (!membersReadAt)
    return (
      <Typography variant="body2" color="text.secondary">
        Slack has not said yet who is in it. Usher asks before anything is posted.
      </Typography>
    )
  return (
    <Typography variant="body2" component="div" color="text.secondary">
      {guests > 0 && (
        <Box sx={{ color: 'text.primary' }}>
          {guests === 1 ? 'One person or app in it is' : `${guests} people or apps in it are`} no active user of yours. While they are in
          it, nothing is posted.
        </Box>
      )}
      {size ? <ChannelMembers customer={customer} team={team.id} channel={id} /> : size === 0 && 'No user of yours is in it.'} As Slack said{' '}
      <Moment at={membersReadAt} />.
    </Typography>
  )
}

/** Who is in a channel, in a sentence that grows. */
function ChannelMembers({ customer, team, channel }: { customer: string; team: string; channel: string }) {
  const members = useChannelMembers(customer, team, channel)
  if (!members.data) return null
  return (
    <>
      In it: {members.items.map(({ name }) => name).join(', ')}
      {members.hasNextPage && (
        <Button size="small" color="inherit" loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          and others
        </Button>
      )}
      .
    </>
  )
}
