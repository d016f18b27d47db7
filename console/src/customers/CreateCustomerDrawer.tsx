import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { customerAddress } from '../addresses'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { createCustomer, ofCustomer } from './customers'
import { NameAndSlug } from './NameAndSlug'

/** Creates a customer, and goes there. */
export function CreateCustomerDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const go = useNavigate()
  const { form, drawer } = useDrawer({
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
      <NameAndSlug form={form} name="name" slug="slug" label="Name" hint="What people see." />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
