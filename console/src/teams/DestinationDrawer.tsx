import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { NotificationPreview } from './NotificationPreview'
import { destinationOf, ofTeam, setDestination, useFetchTeam, type Team } from './teams'

interface Props {
  customer: string
  team: Team
  open: boolean
  onClose: () => void
}

const nowhere = 'none'

/** Chooses where the notifications of a team go. */
export function DestinationDrawer({ customer, team, open, onClose }: Props) {
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
    said: () => 'Destination saved.',
    undo: (_, { note }, was, now) => setDestination(customer, now, destinationOf(was), note),
  })
  const { messageOwner, channel } = form.watch()
  return (
    <FormDrawer title={`Destination of ${team.name}`} verb="Set destination" {...drawer}>
      <FormControlLabel
        control={
          <Checkbox checked={messageOwner} onChange={(_, checked) => form.setValue('messageOwner', checked, { shouldDirty: true })} />
        }
        label="Message the call’s owner in Slack"
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
          ? 'People in the channel can see the calls delivered there. Choosing it gives you no additional access.'
          : 'A channel can be chosen once it is connected to this team.'}
      </Typography>
      <NotificationPreview customer={customer} team={team.id} shown={open} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
