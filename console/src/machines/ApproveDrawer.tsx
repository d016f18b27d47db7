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
    said: (_answer, _values, was) => (was.approved || was.approvedFrom ? `Approval of ${was.name} withdrawn.` : `${was.name} approved.`),
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
      <Typography>{approves ? 'Its current and future keys can then:' : 'Its keys stop working at once for:'}</Typography>
      <ScopeList customer={customer} scopes={machine.scopes} />
      <Typography color="text.secondary">
        {approves ? 'Adding permissions later needs approval again.' : 'Its keys are kept, and work again once it is approved.'}
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
