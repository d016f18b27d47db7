import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { bindChannel, ofTeam, unbindChannel, useBringBack, type Channel, type Team } from './teams'

/** Binds a private channel: the team's notes may go there, once it is chosen as the destination. */
export function BindChannelDrawer({ customer, team, open, onClose }: { customer: string; team: Team; open: boolean; onClose: () => void }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ slackId: '', name: '', note: '' }),
    send: (values) => bindChannel(customer, team.id, values),
    changes: ofTeam,
    said: () => 'The channel is bound. Choose it as the destination to have notes there.',
    undo: ({ id }, { note }) => unbindChannel(customer, team.id, id, note),
  })
  return (
    <FormDrawer title={`Bind a channel to ${team.name}`} verb="Bind channel" {...drawer}>
      <Typography color="text.secondary">
        Users of yours who are in the channel see the calls that are delivered there, for as long as they are in it. You yourself see
        nothing more by binding it.
      </Typography>
      <Field label="Channel in Slack" hint="Its link (Copy link in Slack), or its id such as C0123ABCD." fault={errors.slackId?.message}>
        {(field) => (
          <OutlinedInput {...field} autoComplete="off" {...form.register('slackId', { required: 'Paste the channel’s link or id.' })} />
        )}
      </Field>
      <Field label="Channel name" hint="As it is called in Slack." fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Type the channel’s name.' })} />}
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
    said: (_answer, _values, was) => `#${was.channel!.name} is unbound from ${team.name}.`,
    undo: (_, { note }, was) => bringBack([was.channel!], was.team, note),
  })
  return (
    <FormDrawer title={`Unbind #${shown?.name ?? ''}`} verb="Unbind channel" {...drawer}>
      <Typography>No more notes of {team.name} go there. What went there stays visible to those who are in the channel.</Typography>
      {shown?.id === team.destinationChannel && (
        <Typography>It is the destination of the team’s notes: they then go to no channel.</Typography>
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
