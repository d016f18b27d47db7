import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useState } from 'react'
import { FormDrawer } from '../ui/FormDrawer'
import { Section } from '../ui/Page'
import { useSay } from '../ui/Said'
import { RefusedButton } from '../ui/WhyPanel'
import { NoteField } from '../ui/NoteField'
import { NoteLook } from './NoteLook'
import { useSetDestination, type Team } from './teams'

interface Props {
  customer: string
  team: Team
  again: () => void
}

/** Where a note of each call of the team goes, beside everybody's inbox. */
export function Destination({ customer, team, again }: Props) {
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
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'destination/configure', id: team.id }}>Change destination</RefusedButton>
      )}
      <DestinationDrawer customer={customer} team={team} again={again} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

const nowhere = 'none'

function DestinationDrawer({ customer, team, again, open, onClose }: Props & { open: boolean; onClose: () => void }) {
  const id = useId()
  const say = useSay()
  const set = useSetDestination(customer, team)
  const [messageOwner, setMessageOwner] = useState(team.messageOwner)
  const [channel, setChannel] = useState(team.destinationChannel ?? nowhere)
  const [note, setNote] = useState('')
  // What is there now is where one begins, when it is opened or fetched anew.
  useEffect(() => {
    setMessageOwner(team.messageOwner)
    setChannel(team.destinationChannel ?? nowhere)
  }, [open, team.messageOwner, team.destinationChannel])
  return (
    <FormDrawer
      title={`Where notes of ${team.name} go`}
      open={open}
      onClose={onClose}
      verb="Set destination"
      waiting={set.isPending}
      fault={set.error}
      onReload={again}
      onSubmit={() =>
        set.mutate(
          { messageOwner, channel: channel === nowhere ? null : channel, note },
          {
            onSuccess: () => {
              say({ text: 'The destination is set.' })
              setNote('')
              onClose()
            },
          },
        )
      }
    >
      <FormControlLabel
        control={<Checkbox checked={messageOwner} onChange={(_, checked) => setMessageOwner(checked)} />}
        label="Message the owner of the call in Slack"
      />
      <div>
        <FormLabel id={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary' }}>
          Channel
        </FormLabel>
        <RadioGroup aria-labelledby={id} value={channel} onChange={(_, value) => setChannel(value)}>
          <FormControlLabel value={nowhere} control={<Radio />} label="No channel" />
          {team.channels.map(({ id: value, name }) => (
            <FormControlLabel key={value} value={value} control={<Radio />} label={<bdi>#{name}</bdi>} />
          ))}
        </RadioGroup>
      </div>
      <Typography variant="body2" color="text.secondary">
        {team.channels.length
          ? 'Whoever is in the channel sees the calls that are delivered there. Choosing it gives yourself no sight.'
          : 'A channel can be chosen once it is bound to this team.'}
      </Typography>
      <NoteLook customer={customer} team={team.id} shown={open} />
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
