import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import type { MachineDrawer } from './ApproveDrawer'
import { handOver, ofMachine, useFetchMachine } from './machines'

/** Makes another person accountable; the keys it has end with that, which cannot be undone. */
export function HandOverDrawer({ customer, machine, open, onClose }: MachineDrawer) {
  const { length } = machine.keys
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: machine,
    fetch: useFetchMachine(customer, machine),
    begin: () => ({ owner: null as User | null, note: '' }),
    send: ({ owner, note }, seen) => handOver(customer, seen, owner!.id, note),
    changes: ofMachine,
    said: (_, { owner }, was) => `${owner!.name} is accountable for ${was.name} now. Create new keys.`,
    undo: length === 0 ? (_, { note }, was, now) => handOver(customer, now, was.owner.id, note) : undefined,
  })
  return (
    <FormDrawer
      title={`Hand over ${machine.name}`}
      verb={length === 0 ? 'Hand over' : `Hand over and end its ${length === 1 ? 'key' : 'keys'}`}
      danger={length > 0}
      {...drawer}
      onKeep={undefined}
    >
      <Typography>
        {length === 0
          ? 'It has no active key now, so nothing stops. Create its keys after that.'
          : `${length === 1 ? 'Its key ends' : `Its ${length} keys end`} at once, and whatever uses ${length === 1 ? 'it' : 'them'} stops until it is given a new one.`}
      </Typography>
      <Controller
        control={form.control}
        name="owner"
        rules={{ required: 'Choose who is accountable from now on.' }}
        render={({ field: { value, onChange } }) => (
          <PersonPicker
            customer={customer}
            label="New owner"
            value={value}
            without={(user) => user.id === machine.owner.id}
            about={() => 'Is accountable for it, and gains no right by it'}
            fault={errors.owner?.message}
            onChange={onChange}
          />
        )}
      />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
