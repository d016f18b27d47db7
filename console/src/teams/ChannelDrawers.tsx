import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { bindChannel, ofTeam, unbindChannel, useBringBack, type Channel, type Team } from './teams'

/** Connects a private channel: the team's notifications may go there, once it is chosen as the destination. */
export function BindChannelDrawer({ customer, team, open, onClose }: { customer: string; team: Team; open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ slackId: '', name: '', note: '' }),
    send: (values) => bindChannel(customer, team.id, values),
    changes: ofTeam,
    said: () => 'Channel connected. Choose it as the destination to post notifications there.',
    undo: ({ id }, { note }) => unbindChannel(customer, team.id, id, note),
  })
  return (
    <FormDrawer title={`Connect a channel to ${team.name}`} verb="Connect channel" {...drawer}>
      <Typography color="text.secondary">
        Users in the channel can see the calls delivered there while they are in it. Connecting it gives you no additional access.
      </Typography>
      <Field label="Channel in Slack" hint="Its link (Copy link in Slack), or its id such as C0123ABCD." fault={errors.slackId?.message}>
        {(field) => (
          <OutlinedInput {...field} autoComplete="off" {...form.register('slackId', { required: 'Paste the channel’s link or id.' })} />
        )}
      </Field>
      <Field label="Channel name" hint="As it is called in Slack." fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter the channel’s name.' })} />}
      </Field>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Unbinds a channel, after saying what stays. */
export function UnbindChannelDrawer({
  customer,
  team,
  channel,
  onClose,
}: {
  customer: string
  team: Team
  channel: Channel | null
  onClose: () => void
}) {
  const shown = useLast(channel)
  const bringBack = useBringBack(customer, team)
  const { form, drawer } = useDrawer({
    open: channel !== null,
    onClose,
    thing: { team, channel: shown },
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => unbindChannel(customer, team.id, seen.channel!.id, note),
    changes: ofTeam,
    said: (_answer, _values, was) => `#${was.channel!.name} disconnected from ${team.name}.`,
    undo: (_, { note }, was) => bringBack([was.channel!], was.team, note),
  })
  return (
    <FormDrawer title={`Disconnect #${shown?.name ?? ''}`} verb="Disconnect channel" {...drawer}>
      <Typography>
        Notifications of {team.name} no longer go there. Calls already delivered stay visible to the people in the channel.
      </Typography>
      {shown?.id === team.destinationChannel && (
        <Typography>It is the team’s destination. Without it, notifications go to no channel.</Typography>
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
