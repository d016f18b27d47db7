import OutlinedInput from '@mui/material/OutlinedInput'
import type { UseFormReturn } from 'react-hook-form'
import { Field } from '../ui/form/Field'
import { OneOf, Ticks } from '../ui/form/Ticks'
import { roleName } from '../ui/shown/words'
import { useAbout } from '../directory/directory'

interface Names {
  firstName: string
  lastName: string
}

/** First and last name, in whatever form has them. */
export function NameFields<Values extends Names>(props: { form: UseFormReturn<Values> }) {
  const form = props.form as unknown as UseFormReturn<Names>
  const { errors } = form.formState
  return (
    <>
      <Field label="First name" fault={errors.firstName?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('firstName', { required: 'Enter a first name.' })} />}
      </Field>
      <Field label="Last name" hint="Optional." fault={errors.lastName?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('lastName')} />}
      </Field>
    </>
  )
}

type ConnectRole = 'user' | 'customer-admin'

const connectRoles = (['user', 'customer-admin'] as const).map((key) => ({ key, label: roleName(key) }))

/** User or Customer Admin. */
export function ConnectRoleField(field: { value: ConnectRole; onChange: (role: ConnectRole) => void }) {
  return (
    <OneOf label="Role" hint="Customer Admins see all users, manage their roles and configure apps." options={connectRoles} {...field} />
  )
}

/** Any of the customer’s tenants. */
export function TenantsField({ customer, ...field }: { customer: string; value: string[]; onChange: (tenants: string[]) => void }) {
  const about = useAbout(customer)
  return (
    <Ticks
      label="Tenants"
      hint="Their role applies in these tenants only."
      none={about && 'This customer has no tenants yet.'}
      options={(about?.tenants ?? []).map(({ slug, name, product }) => ({ key: slug, label: `${name} (${product})` }))}
      {...field}
    />
  )
}
