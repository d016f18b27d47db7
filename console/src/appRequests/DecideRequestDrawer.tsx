import Typography from '@mui/material/Typography'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { approve as approveApp, decline, type Waiting } from '../marketplace/marketplace'
import type { Deciding } from './Queue'
import { DeclineReason, declineNeeds } from '../marketplace/DeclineReason'
import { ScopeTicks } from '../marketplace/ScopeTicks'

interface Props {
  deciding: Deciding | null
  onClose: () => void
  onDecide: (row: Waiting, words: string, act: () => Promise<unknown>) => void
}

/** Decides a request of the queue: what approving creates, or why it is declined. */
export function DecideRequestDrawer(props: Props) {
  const shown = useLast(props.deciding)
  return shown && <Body {...props} deciding={shown} open={props.deciding !== null} />
}

function Body({ deciding: { row, approve }, open, onClose, onDecide }: Props & { deciding: Deciding; open: boolean }) {
  const { customer, tenant, app, wanted } = row
  const at = { customer: customer.slug, app: app.slug, tenant: tenant.slug }
  const where = `${app.name} for ${customer.name}, ${tenant.name}`
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: { row, approve },
    begin: () => ({ scopes: [] as string[], note: '', reason: '' }),
    send: ({ scopes, note, reason }, seen) => {
      onDecide(seen.row, `${seen.approve ? 'Approved' : 'Declined'}: ${where}.`, () =>
        seen.approve ? approveApp(at, scopes, note, seen.row.version) : decline(at, reason),
      )
      return Promise.resolve()
    },
    changes: [],
  })
  return (
    <FormDrawer title={approve ? `Approve ${where}?` : `Decline ${where}?`} verb={approve ? 'Approve' : 'Decline'} {...drawer}>
      {wanted && <Typography>“{wanted}”</Typography>}
      {approve ? (
        <>
          <ScopeTicks scopes={row.scopes} form={form as never} />
          <NoteField field={form.register('note')} />
        </>
      ) : (
        <DeclineReason field={form.register('reason', declineNeeds)} fault={errors.reason?.message} />
      )}
    </FormDrawer>
  )
}
