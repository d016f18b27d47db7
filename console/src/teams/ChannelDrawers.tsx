import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLast } from '../ui/last'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { NoteField } from '../ui/NoteField'
import { useBindChannel, useBringBack, useUnbindChannel, type Channel, type Team } from './teams'

/** Binds a private channel: the team's notes may go there, once it is chosen as the destination. */
export function BindChannelDrawer({ customer, team, open, onClose }: { customer: string; team: Team; open: boolean; onClose: () => void }) {
  const say = useSay()
  const bind = useBindChannel(customer, team.id)
  const unbind = useUnbindChannel(customer, team.id)
  const form = useForm({ defaultValues: { slackId: '', name: '', note: '' } })
  const { errors } = form.formState
  const submit = form.handleSubmit((values) =>
    bind.mutate(values, {
      onError: (error) => placeFaults(form, error),
      onSuccess: ({ id }) => {
        say({
          text: 'The channel is bound. Choose it as the destination to have notes there.',
          undo: () => unbind.mutateAsync({ channel: id, note: values.note }),
        })
        form.reset()
        onClose()
      },
    }),
  )
  return (
    <FormDrawer
      title={`Bind a channel to ${team.name}`}
      open={open}
      onClose={onClose}
      verb="Bind channel"
      waiting={bind.isPending}
      fault={onlyAtFields(bind.error) ? null : bind.error}
      onSubmit={() => void submit()}
    >
      <Typography color="text.secondary">
        Users of yours who are in the channel see the calls that are delivered there, for as long as they are in it. You yourself see
        nothing more by binding it.
      </Typography>
      <Field label="Channel in Slack" hint="Its link (Copy link in Slack), or its id such as C0123ABCD." fault={errors.slackId?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            autoComplete="off"
            autoFocus
            {...form.register('slackId', { required: 'Paste the channel’s link or id.' })}
          />
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
  const say = useSay()
  const unbind = useUnbindChannel(customer, team.id)
  const bringBack = useBringBack(customer, team)
  const [note, setNote] = useState('')
  const shown = useLast(channel)
  return (
    <FormDrawer
      title={`Unbind #${shown?.name ?? ''}`}
      open={channel !== null}
      onClose={onClose}
      verb="Unbind channel"
      waiting={unbind.isPending}
      fault={unbind.error}
      onSubmit={() =>
        shown &&
        unbind.mutate(
          { channel: shown.id, note },
          {
            onSuccess: () => {
              say({ text: `#${shown.name} is unbound from ${team.name}.`, undo: () => bringBack([shown], team, note) })
              setNote('')
              onClose()
            },
          },
        )
      }
    >
      <Typography>No more notes of {team.name} go there. What went there stays visible to those who are in the channel.</Typography>
      {shown?.id === team.destinationChannel && (
        <Typography>It is the destination of the team’s notes: they then go to no channel.</Typography>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
