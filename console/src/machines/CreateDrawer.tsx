import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { inCustomer } from '../frame/places'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { useCreateMachine } from './machines'
import { NoteField } from '../ui/NoteField'
import { ScopeChoice } from './ScopeChoice'
import { scopesFault, writeScopes, type Scopes } from './scopes'

/** Creates an integration user: its name, who is accountable, what it may do. */
export function CreateDrawer({ customer, open, onClose }: { customer: string; open: boolean; onClose: () => void }) {
  const say = useSay()
  const go = useNavigate()
  const create = useCreateMachine(customer)
  const form = useForm({ defaultValues: { name: '' } })
  const [owner, setOwner] = useState<User | null>(null)
  const [scopes, setScopes] = useState<Scopes>({})
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const missing = scopesFault(scopes)
  const submit = form.handleSubmit(({ name }) => {
    if (!owner || missing) return
    create.mutate(
      { name: name.trim(), owner: owner.id, scopes: writeScopes(scopes), note },
      {
        onError: (error) => placeFaults(form, error),
        onSuccess: (made) => {
          say({ text: `${name.trim()} is created. Nothing runs before it is approved.` })
          void go(`${inCustomer(customer, 'integration-users')}/${made.id}`)
        },
      },
    )
  })
  return (
    <FormDrawer
      title="Create integration user"
      open={open}
      onClose={onClose}
      verb="Create integration user"
      waiting={create.isPending}
      fault={onlyAtFields(create.error) ? null : create.error}
      onSubmit={() => {
        setTried(true)
        void submit()
      }}
    >
      <Typography color="text.secondary">
        A machine account that works by key, for a recorder or another program. It never signs in to the console.
      </Typography>
      <Field label="Name" hint="Small letters, digits and hyphens, such as call-recorder" fault={form.formState.errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoFocus autoComplete="off" {...form.register('name', { required: 'Give it a name.' })} />}
      </Field>
      <PersonPicker
        customer={customer}
        label="Owner"
        value={owner}
        about={() => 'Is accountable for it, and gains no right by it'}
        fault={tried ? 'Choose who is accountable for it.' : undefined}
        onChange={setOwner}
      />
      <ScopeChoice customer={customer} value={scopes} onChange={setScopes} fault={tried ? missing : undefined} />
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
