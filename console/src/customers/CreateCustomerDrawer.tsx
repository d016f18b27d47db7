import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { customerAddress } from '../addresses'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { createCustomer, ofCustomer, slugOf } from './customers'

/** Creates a customer, and goes there. */
export function CreateCustomerDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const go = useNavigate()
  // Until somebody types a short name of their own, it follows the name.
  const [own, setOwn] = useState(false)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ name: '', slug: '', note: '' }),
    send: createCustomer,
    changes: ofCustomer,
    said: (_, { name }) => `${name.trim()} created.`,
    after: (_, { slug }) => void go(customerAddress(slug.trim())),
  })
  return (
    <FormDrawer title="Create customer" verb="Create customer" {...drawer}>
      <Typography color="text.secondary">
        It begins without people, tenants and seats. Add its first Customer Admin on its page, under Users.
      </Typography>
      <Field label="Name" hint="What people see." fault={errors.name?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            autoComplete="off"
            {...form.register('name', {
              required: 'Enter a name.',
              onChange: ({ target }: { target: { value: string } }) => {
                if (!own) form.setValue('slug', slugOf(target.value), { shouldDirty: true })
              },
            })}
          />
        )}
      </Field>
      <Field label="Short name" hint="In addresses and in the API, such as harbor-foods. It never changes." fault={errors.slug?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            autoComplete="off"
            {...form.register('slug', { required: 'Enter a short name.', onChange: () => setOwn(true) })}
          />
        )}
      </Field>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
