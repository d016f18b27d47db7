import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Problem } from '../../api/problem'
import { Field } from '../../ui/form/Field'
import { FormDrawer } from '../../ui/form/FormDrawer'
import { NoteField } from '../../ui/form/NoteField'
import { useDrawer } from '../../ui/form/useDrawer'
import { ofSettings } from '../settings'
import {
  editRecorderHosts,
  fetchRecorderHosts,
  hostsIn,
  useRecorderHostsPreview,
  type RecorderHosts,
  type RecorderHostsPreview,
} from './hosts'

interface Props {
  customer: string
  hosts: RecorderHosts
  former?: string[]
  open: boolean
  onClose: () => void
}

/** To which recorders’ hosts calls may link, after showing which links are erased. */
export function RecorderHostsDrawer({ customer, hosts, former, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: hosts,
    fetch: () => fetchRecorderHosts(customer),
    begin: (seen) => ({ typed: seen.hosts.join('\n'), note: '' }),
    given: former && { typed: former.join('\n') },
    send: async ({ typed, note }, seen) => {
      try {
        return await editRecorderHosts(customer, seen, hostsIn(typed), preview.shown?.confirms, note)
      } finally {
        // Refused or done: what is shown next is of then.
        preview.refresh()
      }
    },
    changes: ofSettings,
    said: () => 'Recorder hosts changed.',
  })
  const typed = hostsIn(form.watch('typed'))
  const isChanged = typed.join(' ') !== hosts.hosts.join(' ')
  const preview = useRecorderHostsPreview(customer, open && isChanged ? typed : null)
  const faults = preview.error instanceof Problem ? Object.values(preview.error.errors) : []
  const erases = (preview.shown?.lines.length ?? 0) > 0
  return (
    <FormDrawer
      title="Change recorder hosts"
      verb={erases ? 'Erase links' : 'Save hosts'}
      danger={erases}
      {...drawer}
      held={drawer.held || !isChanged || !preview.shown}
    >
      <Field
        label="Allowed hosts"
        hint="One on each line, such as rec.example.com, or *.example.com for all below example.com."
        fault={faults[0] ?? preview.error?.message}
      >
        {(input) => (
          <OutlinedInput {...input} multiline minRows={4} maxRows={12} autoComplete="off" spellCheck={false} {...form.register('typed')} />
        )}
      </Field>
      {preview.shown && <Previewed preview={preview.shown} />}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Which links are erased: numbers only where they are of five people or more (rule 12). */
function Previewed({ preview: { lines } }: { preview: RecorderHostsPreview }) {
  if (!lines.length) return <Typography color="text.secondary">No link is erased.</Typography>
  return (
    <Box component="section" aria-label="What is erased" sx={{ display: 'grid', gap: 2 }}>
      <Typography sx={{ fontWeight: 500 }}>
        Links to these hosts are hidden at once and erased. Allowing a host again does not bring them back.
      </Typography>
      <Box component="ul" sx={{ overflowWrap: 'anywhere' }}>
        {lines.map(({ host, calls }) => (
          <li key={host}>
            {host}
            {calls != null && `: about ${calls.toLocaleString()} calls`}
          </li>
        ))}
      </Box>
      {lines.some(({ calls }) => calls == null) && (
        <Typography variant="body2" color="text.secondary">
          Numbers are shown for calls of five people or more.
        </Typography>
      )}
    </Box>
  )
}
