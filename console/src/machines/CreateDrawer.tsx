import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { integrationUserAddress } from '../addresses'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { createIntegrationUser, ofIntegrationUser } from './integrationUsers'
import { ScopeChoice } from './ScopeChoice'
import { scopesFault, writeScopes, type Scopes } from './scopes'

/** Creates an integration user: its name, who is accountable, what it may do. */
export function CreateDrawer({ customer, open, onClose }: { customer: string; open: boolean; onClose: () => void }) {
  const go = useNavigate()
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ name: '', owner: null as User | null, scopes: {} as Scopes, note: '' }),
    send: ({ name, owner, scopes, note }) =>
      createIntegrationUser(customer, note, { name: name.trim(), owner: owner!.id, scopes: writeScopes(scopes) }),
    changes: ofIntegrationUser,
    said: (_, { name }) => `${name.trim()} created. It can be used once it is approved.`,
    after: ({ id }) => void go(integrationUserAddress(customer, id)),
  })
  return (
    <FormDrawer title="Create integration user" verb="Create integration user" {...drawer}>
      <Typography color="text.secondary">
        An identity for software that uses API keys, for a recorder or another program. It cannot sign in to the console.
      </Typography>
      <Field label="Name" hint="Lowercase letters, digits and hyphens, such as call-recorder" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      <Controller
        control={form.control}
        name="owner"
        rules={{ required: 'Choose an owner.' }}
        render={({ field: { value, onChange } }) => (
          <PersonPicker
            customer={customer}
            label="Owner"
            value={value}
            about={() => 'Accountable for it. Owning it gives no additional access.'}
            fault={errors.owner?.message}
            onChange={onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="scopes"
        rules={{ validate: (value) => scopesFault(value) ?? true }}
        render={({ field: { value, onChange } }) => (
          <ScopeChoice customer={customer} value={value} fault={errors.scopes?.message as string | undefined} onChange={onChange} />
        )}
      />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
