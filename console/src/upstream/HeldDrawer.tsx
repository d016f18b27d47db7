import Typography from '@mui/material/Typography'
import { useNotes } from '../directory/directory'
import { CheckLine } from '../ui/form/CheckLine'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { decideHeld, ofHeld, type Report } from './upstream'

export interface Deciding {
  report: Report
  release: boolean
}

interface Props {
  deciding: Deciding | null
  onClose: () => void
}

/** Releases or dismisses a deactivation that was held, or all of the customer’s. */
export function HeldDrawer(props: Props) {
  const shown = useLast(props.deciding)
  return shown && <Body {...props} deciding={shown} open={props.deciding !== null} />
}

function Body({ deciding: { report, release }, open, onClose }: Props & { deciding: Deciding; open: boolean }) {
  const customer = report.customer?.slug ?? ''
  const notes = useNotes(customer)
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: { report, release },
    begin: () => ({ all: false, note: '' }),
    send: ({ all, note }, seen, way) => decideHeld({ customer, report: all ? null : seen.report.id, release: seen.release, note }, way),
    previews: (_, seen) => seen.release,
    changes: ofHeld,
    said: (_, { all }) => `${all ? 'All held deactivations' : 'The deactivation'} ${release ? 'released' : 'dismissed'}.`,
  })
  const all = form.watch('all')
  return (
    <FormDrawer
      title={`${release ? 'Release' : 'Dismiss'} the deactivation of ${report.name || report.email}?`}
      verb={release ? (all ? 'Deactivate all' : 'Deactivate') : all ? 'Dismiss all' : 'Dismiss'}
      danger={release}
      {...drawer}
    >
      <Typography>
        {report.product} reported more of {report.customer?.name ?? 'the customer'}’s people as deactivated in a day than is usual. These
        are still active.
      </Typography>
      <Typography color="text.secondary">
        {release
          ? 'Released: they are refused everywhere at once, and notified.'
          : 'Dismissed: they stay active. A later report of the product is judged by itself.'}
      </Typography>
      <CheckLine
        label={`All that are held for ${report.customer?.name ?? 'the customer'}`}
        checked={all}
        onChange={(value) => form.setValue('all', value, { shouldDirty: true })}
      />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}
