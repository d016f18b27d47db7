import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { FormDrawer } from '../ui/FormDrawer'
import { people, PreviewChange, type Affected } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { capital } from '../ui/words'
import type { Call } from './calls'
import { useCallAgain, useDeleteCall, useReleaseCall } from './acts'

interface Props {
  call: Call
  open: boolean
  onClose: () => void
}

const affected = (readers: Call['readers']): Affected[] => readers.map(({ id, name, why }) => ({ id, name, how: capital(why) }))

/** How many people and integrations are among the readers, in words. */
function counted(readers: Call['readers']): string {
  const machines = readers.filter(({ machine }) => machine).length
  const persons = readers.length - machines
  return [persons && people(persons), machines && (machines === 1 ? '1 integration' : `${machines} integrations`)]
    .filter(Boolean)
    .join(' and ')
}

/** Deletes a call, after showing who loses it. */
export function DeleteDrawer({ call, open, onClose }: Props) {
  const go = useNavigate()
  const say = useSay()
  const remove = useDeleteCall(call.id)
  return (
    <FormDrawer
      title="Delete this call"
      open={open}
      onClose={onClose}
      verb={`Delete call for ${counted(call.readers)}`}
      danger
      waiting={remove.isPending}
      fault={remove.error}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            say({ text: 'The call is deleted.' })
            void go('/calls', { replace: true })
          },
        })
      }
    >
      <Typography>
        The transcript, the summary and everything made of them are erased, and cannot be had back. Only a marker stays, so that the
        recording is not stored again.
      </Typography>
      <PreviewChange gains={[]} loses={affected(call.readers)} />
    </FormDrawer>
  )
}

/** Releases a held call, after showing to whom that opens it. */
export function ReleaseDrawer({ call, open, onClose }: Props) {
  const say = useSay()
  const release = useReleaseCall(call.id)
  const again = useCallAgain(call.id)
  const gains = affected(call.whenReleased ?? [])
  return (
    <FormDrawer
      title="Release this call"
      open={open}
      onClose={onClose}
      verb={call.whenReleased?.length ? `Give ${counted(call.whenReleased)} access` : 'Release call'}
      waiting={release.isPending}
      fault={release.error}
      onReload={() => {
        onClose()
        void again()
      }}
      // The drawer goes with the call's being held, so the words are not left to it; a fault stays, and stands in it.
      onSubmit={() =>
        void release.mutateAsync().then(
          () => say({ text: 'The call is released.' }),
          () => undefined,
        )
      }
    >
      <Typography>
        It was held because it looks sensitive. Once released, it is open like any other call of yours, and those below are told.
      </Typography>
      {gains.length ? (
        <PreviewChange gains={gains} loses={[]} />
      ) : (
        <Typography color="text.secondary">
          Nobody but you is in a team of this call: it stays open to you alone until you share it.
        </Typography>
      )}
    </FormDrawer>
  )
}
