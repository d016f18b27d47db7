import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from '../ui/Field'

/** Why: it stands in the audit trail (rule 24). */
export function NoteField({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  return (
    <Field label="Note" hint="Why; it stands in the audit trail. Your organization may ask for one.">
      {({ id, inputProps }) => (
        <OutlinedInput
          id={id}
          inputProps={{ ...inputProps, maxLength: 2000 }}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
