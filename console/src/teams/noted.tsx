import OutlinedInput from '@mui/material/OutlinedInput'
import type { ComponentProps } from 'react'
import { Field } from '../ui/Field'

/** The header that carries why something is given, taken or configured; without a note, none. */
export function noted(note: string): Record<string, string> {
  return note.trim() ? { 'Usher-Note': encodeURIComponent(note.trim()) } : {}
}

/** Why one gives, takes or configures something, for the audit trail; whether it has to be said, the organization decides. */
export function NoteField(props: Pick<ComponentProps<typeof OutlinedInput>, 'name' | 'value' | 'onChange' | 'onBlur' | 'inputRef'>) {
  const { inputRef, ...input } = props
  return (
    <Field label="Why" hint="Stands in the audit trail. Some organizations want it always.">
      {({ id, inputProps }) => (
        <OutlinedInput id={id} inputProps={{ ...inputProps, maxLength: 2000 }} autoComplete="off" inputRef={inputRef} {...input} />
      )}
    </Field>
  )
}
