import NativeSelect from '@mui/material/NativeSelect'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from './Field'

interface Props {
  label: string
  hint?: string
  value: number
  choices: [number, string][]
  onChange: (value: number) => void
}

/** One of a few numbers, each in words. */
export function Pick({ label, hint, value, choices, onChange }: Props) {
  return (
    <Field label={label} hint={hint}>
      {({ id, inputProps }) => (
        <NativeSelect
          input={<OutlinedInput />}
          inputProps={{ ...inputProps, id }}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {choices.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
