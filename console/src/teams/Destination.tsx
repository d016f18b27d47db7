import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Section } from '../ui/page/Page'
import { RefusedButton } from '../ui/why/WhyPanel'
import { feedbackQuery, type Team } from './teams'

const DestinationDrawer = laterDrawer(() => import('./DestinationDrawer').then((file) => file.DestinationDrawer), isOpen)

interface Props {
  customer: string
  team: Team
}

/** Where a note of each call of the team goes, beside everybody's inbox. */
export function Destination({ customer, team }: Props) {
  const [open, setOpen] = useState(false)
  const may = team.can.setDestination
  const channel = team.channels.find(({ id }) => id === team.destinationChannel)
  return (
    <Section title="Destination">
      <Typography>
        {team.messageOwner ? 'The owner of a call gets a direct message in Slack.' : 'The owner of a call gets no direct message.'}
      </Typography>
      <Typography sx={{ mb: 4 }}>
        {channel ? `Notifications are posted to #${channel.name}.` : 'Nothing is posted to a channel.'}
      </Typography>
      {may?.allowed ? (
        <Button variant="outlined" onClick={() => setOpen(true)}>
          Change destination
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'destination/configure', id: team.id }}>
          Change destination
        </RefusedButton>
      )}
      {may?.allowed && <Feedback customer={customer} team={team} />}
      <DestinationDrawer customer={customer} team={team} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

/** What readers said of the notifications: a number, without who said so and of which call. */
function Feedback({ customer, team }: Props) {
  const feedback = useQuery(feedbackQuery(customer, team.id))
  if (!feedback.data) return null
  const { notUseful } = feedback.data
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 4 }}>
      {notUseful == null
        ? 'How many notifications were marked as not useful in the last 30 days appears here once at least five people marked any.'
        : `Marked as not useful in the last 30 days: ${notUseful === 1 ? '1 notification' : `${notUseful} notifications`}.`}
    </Typography>
  )
}
