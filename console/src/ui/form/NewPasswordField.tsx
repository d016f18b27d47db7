import OutlinedInput from '@mui/material/OutlinedInput'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from './Field'

interface Props {
  fault?: string
  autoFocus?: boolean
  field: UseFormRegisterReturn
}

/** Where a password is chosen, with what is asked of one. */
export function NewPasswordField({ fault, autoFocus, field }: Props) {
  return (
    <Field label="New password" hint="12 characters or more, such as a few unrelated words. Not your name or your company's." fault={fault}>
      {(input) => <OutlinedInput {...input} type="password" autoComplete="new-password" autoFocus={autoFocus} {...field} />}
    </Field>
  )
}
