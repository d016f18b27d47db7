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
import { stillStands } from '../ui/seen'
import { useSeenTeam, useSetDestination, type DestinationChange, type Team } from './teams'

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
  const say = useSay()
  const set = useSetDestination(customer)
  const { seen, again } = useSeenTeam(customer, team, open)
  const [messageOwner, setMessageOwner] = useState(team.messageOwner)
  const [channel, setChannel] = useState(team.destinationChannel ?? nowhere)
  const [note, setNote] = useState('')
  function begin({ messageOwner, destinationChannel }: Team) {
    setMessageOwner(messageOwner)
    setChannel(destinationChannel ?? nowhere)
  }
  // What is there now is where one begins, when it is opened.
  useEffect(() => {
    if (open) begin(team)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open])
  async function back(sent: DestinationChange) {
    const now = await again()
    stillStands(now.messageOwner === sent.messageOwner && (now.destinationChannel ?? null) === sent.channel)
    const { messageOwner, destinationChannel } = sent.team
    await set.mutateAsync({ team: now, messageOwner, channel: destinationChannel ?? null, note: sent.note })
  }
  function submit(over: Team) {
    const change = { team: over, messageOwner, channel: channel === nowhere ? null : channel, note }
    set.mutate(change, {
      onSuccess: () => {
        say({ text: 'The destination is set.', undo: () => back(change) })
        setNote('')
        onClose()
      },
    })
  }
  return (
    <FormDrawer
      title={`Where notes of ${team.name} go`}
      open={open}
      onClose={onClose}
      verb="Set destination"
      waiting={set.isPending}
      fault={set.error}
      onReload={async () => {
        begin(await again())
        set.reset()
      }}
      onKeep={() => again().then(submit)}
      onSubmit={() => submit(seen)}
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
