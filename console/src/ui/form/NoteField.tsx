import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput'
import { useContext } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from './Field'
import { NotesRequired } from './notes'

interface Props extends Pick<OutlinedInputProps, 'value'> {
  /** The organization wants a note with every grant, removal and change (rule 24); left out: as the reader’s own organization wants it. */
  required?: boolean
  onChange?: (note: string) => void
  /** In a form that keeps its own values. */
  field?: UseFormRegisterReturn
}

/** Why somebody does what they do: it is recorded with the entry in the audit trail. */
export function NoteField({ required, value, onChange, field }: Props) {
  const own = useContext(NotesRequired)
  return (
    <Field label="Reason" hint={(required ?? own) ? 'Required. Recorded in the audit trail.' : 'Optional. Recorded in the audit trail.'}>
      {({ id, inputProps }) => (
        <OutlinedInput
          id={id}
          multiline
          minRows={2}
          inputProps={{ ...inputProps, maxLength: 2000 }}
          {...(field ?? { value, onChange: (event: { target: { value: string } }) => onChange?.(event.target.value) })}
        />
      )}
    </Field>
  )
}
