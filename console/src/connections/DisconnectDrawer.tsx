import Typography from '@mui/material/Typography'
import { useNotes } from '../directory/directory'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { disconnect, ofConnections, type At } from './connections'

interface Props {
  at: At
  name: string
  where: string
  provider: string
  open: boolean
  onClose: () => void
}

/** Ends the connection of an app in a tenant, after saying what that does. */
export function DisconnectDrawer({ at, name, where, provider, open, onClose }: Props) {
  const notes = useNotes(at.customer)
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ note: '' }),
    send: ({ note }) => disconnect(at, note),
    changes: ofConnections,
    said: () => `${name} is disconnected in ${where}.`,
  })
  return (
    <FormDrawer title={`Disconnect ${name} in ${where}?`} verb="Disconnect" danger {...drawer}>
      <Typography>
        {name} can no longer use {provider} for {where}. Usher erases the access and has {provider} revoke it. The configuration is kept.
      </Typography>
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
