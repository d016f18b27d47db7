import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import type { MachineDrawer } from './ApproveDrawer'
import { useMachineActs, useMachinesAgain } from './machines'
import { NoteField } from '../ui/NoteField'

/** Makes another person accountable; the keys it has end with that. */
export function HandOverDrawer({ customer, machine, open, onClose }: MachineDrawer) {
  const say = useSay()
  const { handOver } = useMachineActs(customer, machine)
  const again = useMachinesAgain(customer)
  const [owner, setOwner] = useState<User | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const { length } = machine.keys
  return (
    <FormDrawer
      title={`Hand over ${machine.name}`}
      open={open}
      onClose={onClose}
      verb={length === 0 ? 'Hand over' : `Hand over and end its ${length === 1 ? 'key' : 'keys'}`}
      danger={length > 0}
      waiting={handOver.isPending}
      fault={handOver.error}
      onReload={() => void again().then(() => handOver.reset())}
      onSubmit={() => {
        setTried(true)
        if (!owner) return
        handOver.mutate(
          { owner: owner.id, note },
          {
            onSuccess: () => {
              say({ text: `${owner.name} is accountable for ${machine.name} now. Make new keys.` })
              setOwner(null)
              setTried(false)
              onClose()
            },
          },
        )
      }}
    >
      <Typography>
        {length === 0
          ? 'It has no active key now, so nothing stops. Make its keys after that.'
          : `${length === 1 ? 'Its key ends' : `Its ${length} keys end`} at once, and whatever uses ${length === 1 ? 'it' : 'them'} stops until it is given a new one.`}
      </Typography>
      <PersonPicker
        customer={customer}
        label="New owner"
        value={owner}
        without={(user) => user.id === machine.owner.id}
        about={() => 'Is accountable for it, and gains no right by it'}
        fault={tried ? 'Choose who is accountable from now on.' : undefined}
        onChange={setOwner}
      />
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
