import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { useMachineActs, useMachinesAgain, type Machine } from './machines'
import { NoteField } from '../ui/NoteField'
import { ScopeList } from './ScopeList'

export interface MachineDrawer {
  customer: string
  machine: Machine
  open: boolean
  onClose: () => void
}

/** Approves an integration as it is, or withdraws that: what starts, or what stops. */
export function ApproveDrawer({ customer, machine, open, onClose }: MachineDrawer) {
  const say = useSay()
  const { approve } = useMachineActs(customer, machine)
  const again = useMachinesAgain(customer)
  const [note, setNote] = useState('')
  // The words stay while the drawer leaves, though the approval is another by then.
  const [wanted, setWanted] = useState(!machine.approved)
  if (open && !approve.isPending && !approve.isSuccess && wanted === machine.approved) setWanted(!machine.approved)
  return (
    <FormDrawer
      title={wanted ? `Approve ${machine.name}?` : `Withdraw the approval of ${machine.name}?`}
      open={open}
      onClose={onClose}
      verb={wanted ? 'Approve integration' : 'Withdraw approval'}
      danger={!wanted}
      waiting={approve.isPending}
      fault={approve.error}
      onReload={() => void again().then(() => approve.reset())}
      onSubmit={() =>
        approve.mutate(
          { approved: wanted, note },
          {
            onSuccess: () => {
              say({ text: wanted ? `${machine.name} is approved.` : `The approval of ${machine.name} is withdrawn.` })
              setNote('')
              onClose()
              approve.reset()
            },
          },
        )
      }
    >
      <Typography>
        {wanted
          ? 'From then on it does this with its keys, and with those that are made later:'
          : 'From then on its keys are refused, at once, for all of this:'}
      </Typography>
      <ScopeList customer={customer} scopes={machine.scopes} />
      <Typography color="text.secondary">
        {wanted ? 'Should it be given more, it waits for approval again.' : 'Its keys stay, and work again when it is approved again.'}
      </Typography>
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
