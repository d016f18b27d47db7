import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { PreviewChange, type Affected } from '../ui/preview/PreviewChange'
import { capital, people } from '../ui/shown/words'
import type { Call } from './calls'
import { releaseCall, useDeleteCall } from './acts'

interface Props {
  call: Call
  open: boolean
  onClose: () => void
}

const affected = (readers: Call['readers']): Affected[] => readers.map(({ id, name, why }) => ({ id, name, how: capital(why) }))

/** How many people and integrations are among the readers, in words. */
function counted(readers: Call['readers']): string {
  const integrationUsers = readers.filter(({ integrationUser }) => integrationUser).length
  const persons = readers.length - integrationUsers
  return [persons && people(persons), integrationUsers && (integrationUsers === 1 ? '1 integration' : `${integrationUsers} integrations`)]
    .filter(Boolean)
    .join(' and ')
}

/** Deletes a call, after showing who loses it. */
export function DeleteDrawer({ call, open, onClose }: Props) {
  const go = useNavigate()
  const { drawer } = useDrawer({
    open,
    onClose,
    thing: call,
    begin: () => ({}),
    send: useDeleteCall(call.id),
    changes: ['erased'],
    said: () => 'Call deleted.',
    after: () => void go('/calls', { replace: true }),
  })
  return (
    <FormDrawer title="Delete call" verb={`Delete call for ${counted(call.readers)}`} danger {...drawer}>
      <Typography>
        The transcript, the summary and everything derived from them are erased for good. Only a marker is kept, so that the recording is
        not stored again.
      </Typography>
      <PreviewChange gains={[]} loses={affected(call.readers)} />
    </FormDrawer>
  )
}

/** Releases a held call, after showing to whom that opens it. */
export function ReleaseDrawer({ call, open, onClose }: Props) {
  const gains = affected(call.whenReleased ?? [])
  const { drawer } = useDrawer({
    open,
    onClose,
    thing: call,
    begin: () => ({}),
    send: (_, { id }) => releaseCall(id),
    changes: ['call'],
    said: () => 'Call released.',
  })
  return (
    <FormDrawer
      title="Release call"
      verb={call.whenReleased?.length ? `Give ${counted(call.whenReleased)} access` : 'Release call'}
      {...drawer}
    >
      <Typography>
        It was held because it looks sensitive. Once released, it is visible like any other call of yours, and the people below are
        notified.
      </Typography>
      {gains.length ? (
        <PreviewChange gains={gains} loses={[]} />
      ) : (
        <Typography color="text.secondary">Nobody else is in a team of this call. Only you can see it until you share it.</Typography>
      )}
    </FormDrawer>
  )
}
