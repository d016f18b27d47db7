import OutlinedInput from '@mui/material/OutlinedInput'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from '../ui/form/Field'

/** What whoever declines writes to the requester. */
export function DeclineReason({ field, fault }: { field: UseFormRegisterReturn; fault?: string }) {
  return (
    <Field label="Reason" hint="Required. The requester reads it." fault={fault}>
      {({ id, inputProps }) => <OutlinedInput id={id} multiline minRows={2} inputProps={{ ...inputProps, maxLength: 500 }} {...field} />}
    </Field>
  )
}

/** Without one nobody is declined. */
export const declineNeeds = { required: 'Write why.' }
