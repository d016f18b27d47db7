import Typography from '@mui/material/Typography'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { approveMachine, ofMachine, useFetchMachine, type Machine } from './machines'
import { ScopeList } from './ScopeList'

export interface MachineDrawer {
  customer: string
  machine: Machine
  open: boolean
  onClose: () => void
}

/** Approves an integration as it is, or withdraws that: what starts, or what stops. */
export function ApproveDrawer({ customer, machine, open, onClose }: MachineDrawer) {
  // The words stay while the drawer leaves, though the approval is another by then.
  const shown = useLast(open ? machine : null) ?? machine
  const approves = !shown.approved && !shown.approvedFrom
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: machine,
    fetch: useFetchMachine(customer, machine),
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => approveMachine(customer, seen, !seen.approved && !seen.approvedFrom, note),
    changes: ofMachine,
    said: (_answer, _values, was) =>
      was.approved || was.approvedFrom ? `The approval of ${was.name} is withdrawn.` : `${was.name}: approval given.`,
    undo: (_, { note }, was, now) => approveMachine(customer, now, was.approved || !!was.approvedFrom, note),
  })
  return (
    <FormDrawer
      title={approves ? `Approve ${machine.name}?` : `Withdraw the approval of ${machine.name}?`}
      verb={approves ? 'Approve' : 'Withdraw approval'}
      danger={!approves}
      {...drawer}
      onKeep={undefined}
    >
      <Typography>
        {approves
          ? 'From then on it does this with its keys, and with those that are created later:'
          : 'From then on its keys are refused, at once, for all of this:'}
      </Typography>
      <ScopeList customer={customer} scopes={machine.scopes} />
      <Typography color="text.secondary">
        {approves ? 'Should it be given more, it waits for approval again.' : 'Its keys stay, and work again when it is approved again.'}
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
