import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { FormDrawer } from '../ui/form/FormDrawer'
import { Section } from '../ui/page/Page'
import { RefusedButton } from '../ui/why/WhyPanel'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { NoteLook } from './NoteLook'
import { destinationOf, ofTeam, setDestination, useFetchTeam, type Team } from './teams'

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
      <Typography sx={{ mb: 4 }}>{channel ? `A note of it is posted to #${channel.name}.` : 'No channel gets a note of it.'}</Typography>
      {may?.allowed ? (
        <Button variant="outlined" onClick={() => setOpen(true)}>
          Change destination
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'destination/configure', id: team.id }}>
          Change destination
        </RefusedButton>
      )}
      <DestinationDrawer customer={customer} team={team} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

const nowhere = 'none'

function DestinationDrawer({ customer, team, open, onClose }: Props & { open: boolean; onClose: () => void }) {
  const id = useId()
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: team,
    fetch: useFetchTeam(customer, team.id),
    begin: ({ messageOwner, destinationChannel }) => ({ messageOwner, channel: destinationChannel ?? nowhere, note: '' }),
    send: ({ messageOwner, channel, note }, seen) =>
      setDestination(customer, seen, { messageOwner, channel: channel === nowhere ? null : channel }, note),
    changes: ofTeam,
    said: () => 'The destination is set.',
    undo: (_, { note }, was, now) => setDestination(customer, now, destinationOf(was), note),
  })
  const { messageOwner, channel } = form.watch()
  return (
    <FormDrawer title={`Where notes of ${team.name} go`} verb="Set destination" {...drawer}>
      <FormControlLabel
        control={
          <Checkbox checked={messageOwner} onChange={(_, checked) => form.setValue('messageOwner', checked, { shouldDirty: true })} />
        }
        label="Message the owner of the call in Slack"
      />
      <div>
        <FormLabel id={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary' }}>
          Channel
        </FormLabel>
        <RadioGroup aria-labelledby={id} value={channel} onChange={(_, value) => form.setValue('channel', value, { shouldDirty: true })}>
          <FormControlLabel value={nowhere} control={<Radio />} label="No channel" />
          {team.channels.map(({ id: value, name }) => (
            <FormControlLabel key={value} value={value} control={<Radio />} label={<bdi>#{name}</bdi>} />
          ))}
        </RadioGroup>
      </div>
      <Typography variant="body2" color="text.secondary">
        {team.channels.length
          ? 'Whoever is in the channel sees the calls that are delivered there. Choosing it gives you no access.'
          : 'A channel can be chosen once it is bound to this team.'}
      </Typography>
      <NoteLook customer={customer} team={team.id} shown={open} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
