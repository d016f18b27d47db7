import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { AccessPreview } from '../ui/preview/AccessPreview'
import type { IntegrationUserDrawer } from './ApproveDrawer'
import { handOver, ofIntegrationUser, useFetchIntegrationUser } from './integrationUsers'

/** Makes another person accountable; the keys it has end with that, which cannot be undone. */
export function HandOverDrawer({ customer, integrationUser, open, onClose }: IntegrationUserDrawer) {
  const { length } = integrationUser.keys
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: integrationUser,
    fetch: useFetchIntegrationUser(customer, integrationUser),
    begin: () => ({ owner: null as User | null, note: '' }),
    send: ({ owner, note }, seen, way) => handOver(customer, seen, owner!.id, note, way),
    previews: ({ owner }) => owner !== null,
    changes: ofIntegrationUser,
    said: (_, { owner }, was) => `${owner!.name} owns ${was.name} now. Create new keys.`,
    undo: length === 0 && integrationUser.owner ? (_, { note }, was, now) => handOver(customer, now, was.owner!.id, note) : undefined,
  })
  return (
    <FormDrawer
      title={`Hand over ${integrationUser.name}`}
      verb={length === 0 ? 'Hand over' : `Hand over and revoke ${length === 1 ? 'key' : 'keys'}`}
      danger={length > 0}
      {...drawer}
      onKeep={undefined}
    >
      <Typography>
        {length === 0
          ? 'It has no active keys, so nothing stops working. Create keys afterwards.'
          : `${length === 1 ? 'Its key stops' : `Its ${length} keys stop`} working at once. Programs that use ${length === 1 ? 'it' : 'them'} need a new key.`}
      </Typography>
      <Controller
        control={form.control}
        name="owner"
        rules={{ required: 'Choose a new owner.' }}
        render={({ field: { value, onChange } }) => (
          <PersonPicker
            customer={customer}
            label="New owner"
            value={value}
            without={(user) => user.id === integrationUser.owner?.id}
            about={() => 'Accountable for it. Owning it gives no additional access.'}
            fault={errors.owner?.message}
            onChange={onChange}
          />
        )}
      />
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
