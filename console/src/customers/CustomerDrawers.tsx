import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import type { FieldErrors } from 'react-hook-form'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { people } from '../ui/shown/words'
import {
  closeCustomer,
  editCustomer,
  ofClosing,
  ofCustomer,
  reopenCustomer,
  setSeatsBought,
  useFetchCustomer,
  type CustomerView,
  type Dashboard,
  type Filled,
} from './customers'

interface Props {
  customer: CustomerView
  open: boolean
  onClose: () => void
}

const filled = (seen: CustomerView): Filled => ({
  name: seen.name,
  domains: seen.domains.join('\n'),
  salesforceAccount: seen.salesforceAccount ?? '',
  note: '',
})

/** What is wrong with the domains: of the list as a whole, or of the first that is. */
function domainFault({ domains }: FieldErrors<Filled>): string | undefined {
  return domains?.message ?? Object.values((domains ?? {}) as Record<string, { message?: string }>).find((one) => one?.message)?.message
}

/** Changes a customer's name, its domains and its account in Salesforce. */
export function EditCustomerDrawer({ customer, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: customer,
    fetch: useFetchCustomer(customer.slug),
    begin: filled,
    send: (values, seen) => editCustomer(seen, values),
    changes: ofCustomer,
    said: (_, { name }) => `${name.trim()} changed.`,
    undo: (_, { note }, was, now) => editCustomer(now, { ...filled(was), note }),
  })
  return (
    <FormDrawer title={`Edit ${customer.name}`} verb="Save customer" {...drawer}>
      <Field label="Name" hint="What people see. The short name stays." fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      <Field
        label="E-mail domains"
        hint="One on each line. Adding a user with an address elsewhere shows a warning."
        fault={domainFault(errors)}
      >
        {(field) => <OutlinedInput {...field} multiline minRows={3} spellCheck={false} autoComplete="off" {...form.register('domains')} />}
      </Field>
      <Field
        label="Salesforce account"
        hint="The account’s id, of 15 or 18 characters. Optional."
        fault={errors.salesforceAccount?.message}
      >
        {(field) => <OutlinedInput {...field} spellCheck={false} autoComplete="off" {...form.register('salesforceAccount')} />}
      </Field>
      <NoteField required={customer.notesRequired} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Sets how many recording seats a customer bought. */
export function SeatsBoughtDrawer({ customer, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: customer,
    fetch: useFetchCustomer(customer.slug),
    begin: (seen) => ({ seats: String(seen.seats ?? 0), note: '' }),
    send: ({ seats, note }, seen) => setSeatsBought(seen, Number(seats), note),
    changes: ['customer', 'seat'],
    said: (_, { seats }) => `${customer.name} has ${seats} seats.`,
    undo: (_, { note }, was, now) => setSeatsBought(now, was.seats ?? 0, note),
  })
  return (
    <FormDrawer title={`Seats of ${customer.name}`} verb="Set seats" {...drawer}>
      <Typography color="text.secondary">Each seat lets one person’s calls be recorded. The customer gives them to people.</Typography>
      <Field label="Seats bought" hint="Not fewer than are in use." fault={errors.seats?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            autoComplete="off"
            {...form.register('seats', { pattern: { value: /^\s*\d{1,7}\s*$/, message: 'Enter a whole number.' } })}
            inputMode="numeric"
          />
        )}
      </Field>
      <NoteField required={customer.notesRequired} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Closes a customer after saying what ends for whom. */
export function CloseCustomerDrawer({ customer, ends, open, onClose }: Props & { ends: Dashboard['ifClosed'] }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: customer,
    fetch: useFetchCustomer(customer.slug),
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => closeCustomer(seen, note),
    changes: ofClosing,
    said: (_answer, _values, was) => `${was.name} is closed.`,
    undo: (_, { note }, _was, now) => reopenCustomer(now, `Undone: ${note}`),
  })
  return (
    <FormDrawer title={`Close ${customer.name}?`} verb="Close customer" danger {...drawer} onKeep={undefined}>
      {ends && (
        <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
          <Typography component="li">
            <b>{people(ends.people)}</b> can no longer sign in, and {ends.people === 1 ? 'is' : 'are'} notified by e-mail.
            {ends.signedIn > 0 && ` ${people(ends.signedIn)} signed in now ${ends.signedIn === 1 ? 'is' : 'are'} signed out at once.`}
          </Typography>
          <Typography component="li">
            <b>{ends.keys === 1 ? '1 key' : `${ends.keys} keys`}</b> and{' '}
            <b>{ends.integrationUsers === 1 ? '1 integration user' : `${ends.integrationUsers} integration users`}</b> stop working: calls
            are no longer recorded, nothing is delivered.
          </Typography>
        </Box>
      )}
      <Typography>
        Nothing is deleted. A Super User can reopen the customer: everyone has the same access again, and what was waiting is sent.
      </Typography>
      <Field
        label="Reason"
        hint="Required. Recorded in the audit trail; the customer’s people don’t see it while it is closed."
        fault={errors.note?.message}
      >
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            multiline
            minRows={2}
            inputProps={{ ...inputProps, maxLength: 2000 }}
            {...form.register('note', { validate: (note) => note.trim() !== '' || 'Say why the customer is closed.' })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}

/** Reopens a customer. */
export function ReopenCustomerDrawer({ customer, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: customer,
    fetch: useFetchCustomer(customer.slug),
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => reopenCustomer(seen, note),
    changes: ofClosing,
    said: (_answer, _values, was) => `${was.name} is open again.`,
  })
  return (
    <FormDrawer title={`Reopen ${customer.name}?`} verb="Reopen customer" {...drawer} onKeep={undefined}>
      <Typography>Everyone has the same access as before and is notified. Keys work again, and what was waiting is sent.</Typography>
      <NoteField required={customer.notesRequired} field={form.register('note')} />
    </FormDrawer>
  )
}
