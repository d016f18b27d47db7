import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { CircleAlert } from 'lucide-react'
import { useNavigate } from 'react-router'
import type { Shape } from '../api/client'
import { customerAddress } from '../addresses'
import { createCustomer, slugOf } from '../customers/customers'
import { Drawer } from '../ui/form/Drawer'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { Later } from '../ui/page/Later'
import { Notice } from '../ui/page/states'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { AccountChoice } from './AccountChoice'
import { CustomerChoice } from './CustomerChoice'
import { fresh, link, ofLinking, useOrphan, type Linking } from './orphans'

interface Props {
  orphan: string | null
  onClose: () => void
}

/** Links a tenant to a customer, existing or created here, and to its account in Salesforce. */
export function LinkDrawer({ orphan, onClose }: Props) {
  const id = useLast(orphan)
  const { data, error } = useOrphan(id)
  if (!id) return null
  if (data) return <Body key={id} about={data} open={orphan !== null} onClose={onClose} />
  return (
    <Drawer title="Link tenant" open={orphan !== null} onClose={onClose}>
      {error ? (
        <Notice icon={CircleAlert}>{error.message}</Notice>
      ) : (
        <Later>
          <Typography color="text.secondary">Looking for customers it may belong to…</Typography>
        </Later>
      )}
    </Drawer>
  )
}

function Body({ about, open, onClose }: { about: Shape<'OrphanView'>; open: boolean; onClose: () => void }) {
  const go = useNavigate()
  const { tenant, customers } = about
  const called = tenant.name ?? tenant.externalId
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: about,
    begin: (): Linking => ({
      customer: '',
      newName: tenant.name ?? '',
      newSlug: slugOf(tenant.name ?? ''),
      name: called,
      salesforceAccount: '',
      note: '',
    }),
    send: async (values, seen, way) => {
      const customer = values.customer === fresh ? values.newSlug.trim() : values.customer
      if (values.customer === fresh && !way?.preview) {
        await createCustomer({ name: values.newName, slug: customer, note: values.note })
        // From here on it is there: another try links to it.
        form.setValue('customer', customer, { shouldDirty: true })
      }
      return link(seen.tenant.id, { ...values, customer }, way)
    },
    previews: ({ customer, name }) => customer !== '' && customer !== fresh && name.trim() !== '',
    changes: ofLinking,
    said: ({ data }) => `${(data as Shape<'MadeTenant'>).name} is linked.`,
    after: (_, { customer, newSlug }) => void go(customerAddress(customer === fresh ? newSlug.trim() : customer)),
  })
  const chosen = form.watch('customer')
  return (
    <FormDrawer title={`Link ${called}`} verb="Link tenant" {...drawer}>
      <Typography color="text.secondary">
        {tenant.product} {tenant.externalId}
        {tenant.domain && ` · ${tenant.domain}`}
        {tenant.country && ` · ${tenant.country}`}
      </Typography>
      <CustomerChoice form={form} suggested={customers} fault={errors.customer?.message} />
      <Field label="Name of the tenant" hint="What the customer’s people see." fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      <AccountChoice
        orphan={tenant.id}
        shown={open}
        value={form.watch('salesforceAccount')}
        onChange={(id) => form.setValue('salesforceAccount', id, { shouldDirty: true })}
        fault={errors.salesforceAccount?.message}
      />
      {chosen !== '' && <AccessPreview preview={preview} />}
      <Typography variant="body2" color="text.secondary">
        {tenant.refused > 0
          ? `${tenant.refused === 1 ? 'The report that was' : `The ${tenant.refused} reports that were`} refused so far will be processed once the tenant is linked: people who signed in get it, people who were deactivated are deactivated.`
          : 'Nobody has the tenant yet: people get it when the product reports that they signed in, or when staff assign it.'}
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
