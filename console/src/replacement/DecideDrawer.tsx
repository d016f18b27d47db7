import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useNotes } from '../directory/directory'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { confirmReplacement, ofReplacement, withdrawReplacement, type Replacement } from './replacement'

export interface Deciding {
  proposal: Replacement
  confirm: boolean
}

/** Confirms a proposed Organization Admin, or withdraws the proposal. */
export function DecideDrawer({ customer, deciding, onClose }: { customer: string; deciding: Deciding | null; onClose: () => void }) {
  const shown = useLast(deciding)
  const notes = useNotes(customer)
  const confirms = shown?.confirm === true
  const name = shown?.proposal.person.name
  const { form, errors, drawer } = useDrawer({
    open: deciding !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '', reason: '' }),
    send: ({ note, reason }, seen) =>
      seen!.confirm
        ? confirmReplacement(customer, seen!.proposal, note).then(() => null)
        : withdrawReplacement(customer, seen!.proposal, reason).then(() => null),
    changes: ofReplacement,
    said: (_answer, _values, was) =>
      was!.confirm ? 'Confirmed and announced. It takes effect in 24 hours.' : 'Withdrawn. Nothing changes.',
  })
  return (
    <FormDrawer
      title={confirms ? `Confirm ${name} as Organization Admin?` : 'Withdraw this proposal?'}
      verb={confirms ? 'Confirm' : 'Withdraw'}
      {...drawer}
    >
      <Typography color="text.secondary">
        {confirms
          ? `Everyone with a role above Default User is notified now. In 24 hours ${name} becomes Organization Admin: they manage all Insights levels, teams and integrations. It can be withdrawn until then.`
          : 'Nothing changes. Everyone who was notified reads your reason.'}
      </Typography>
      {confirms ? (
        <NoteField required={notes} field={form.register('note')} />
      ) : (
        <Field label="Reason" hint="Required." fault={errors.reason?.message}>
          {({ id, inputProps }) => (
            <OutlinedInput
              id={id}
              multiline
              minRows={2}
              inputProps={{ ...inputProps, maxLength: 500 }}
              {...form.register('reason', { required: confirms ? false : 'Write a reason.' })}
            />
          )}
        </Field>
      )}
    </FormDrawer>
  )
}
