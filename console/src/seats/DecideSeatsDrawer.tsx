import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { approveSeats, declineSeats, ofSeats, type SeatRequest } from './seats'
import { What } from './SeatRequestLine'

export interface DecidingSeats {
  request: SeatRequest
  approve: boolean
}

/** Approves or declines a major change of seats, after showing whose seats it is about. */
export function DecideSeatsDrawer({
  customer,
  deciding,
  onClose,
}: {
  customer: string
  deciding: DecidingSeats | null
  onClose: () => void
}) {
  const shown = useLast(deciding)
  const approves = shown?.approve === true
  const { form, errors, drawer } = useDrawer({
    open: deciding !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '', reason: '' }),
    send: ({ note, reason }, seen) =>
      seen!.approve ? approveSeats(customer, seen!.request, note) : declineSeats(customer, seen!.request, reason).then(() => null),
    changes: ofSeats,
    said: (_answer, _values, was) => (was!.approve ? 'Approved. Everyone concerned is notified.' : 'Declined. Nothing changes.'),
  })
  return (
    <FormDrawer
      title={approves ? 'Approve this major change?' : 'Decline this major change?'}
      verb={approves ? 'Approve' : 'Decline'}
      {...drawer}
    >
      {shown && <What request={shown.request} />}
      <Typography color="text.secondary">
        {approves
          ? 'The seats change at once, as far as enough are left. People who were deactivated meanwhile get none.'
          : 'Nothing changes. The requester reads your reason.'}
      </Typography>
      {approves ? (
        <NoteField field={form.register('note')} />
      ) : (
        <Field label="Reason" hint="Required. The requester reads it." fault={errors.reason?.message}>
          {({ id, inputProps }) => (
            <OutlinedInput
              id={id}
              multiline
              minRows={2}
              inputProps={{ ...inputProps, maxLength: 500 }}
              {...form.register('reason', { required: approves ? false : 'Write a reason.' })}
            />
          )}
        </Field>
      )}
    </FormDrawer>
  )
}
