import FormControl from '@mui/material/FormControl'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import { useId, type ReactNode } from 'react'
import { size } from '../../theme/tokens'

interface Props {
  label: string
  /** What to type; a fault takes its place. */
  hint?: string
  fault?: string
  children: (field: { id: string; inputProps: { 'aria-describedby': string } }) => ReactNode
}

/** A label above its input, and a hint or the fault below; the three know each other by id. */
export function Field({ label, hint, fault, children }: Props) {
  const id = useId()
  return (
    <FormControl error={fault !== undefined} fullWidth>
      <FormLabel htmlFor={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary', mb: 1.5 }}>
        {label}
      </FormLabel>
      {children({ id, inputProps: { 'aria-describedby': `${id}-hint` } })}
      <FormHelperText id={`${id}-hint`} sx={{ mx: 0, minHeight: size.hint }}>
        {fault ?? hint}
      </FormHelperText>
    </FormControl>
  )
}
