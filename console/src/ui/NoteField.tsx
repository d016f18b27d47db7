import OutlinedInput from '@mui/material/OutlinedInput'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from './Field'

/** Why somebody does what they do: it stands with the entry in the audit trail. */
export function NoteField({ required, field }: { required?: boolean; field: UseFormRegisterReturn }) {
  return (
    <Field label={required ? 'Why' : 'Why (may be left out)'} hint="Stands in the audit trail.">
      {({ id, inputProps }) => (
        <OutlinedInput id={id} multiline minRows={2} inputProps={{ ...inputProps, maxLength: 2000 }} {...field} />
      )}
    </Field>
  )
}
