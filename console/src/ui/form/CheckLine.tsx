import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface Props {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that may be chosen with others: its name, and a quiet line about it. */
export function CheckLine({ label, hint, checked, onChange }: Props) {
  return (
    <FormControlLabel
      sx={{ alignItems: 'flex-start', mr: 0, ml: -2.5 }}
      control={<Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)} />}
      label={
        <Box sx={{ py: 2 }}>
          <Typography variant="body1">{label}</Typography>
          {hint && (
            <Typography variant="body2" color="text.secondary">
              {hint}
            </Typography>
          )}
        </Box>
      }
    />
  )
}

/** Choices that belong together, under one name. */
export function CheckGroup({ label, fault, children }: { label: string; fault?: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1 }}>
        {label}
      </Typography>
      <Box sx={{ display: 'grid', justifyItems: 'start' }}>{children}</Box>
      {fault && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          {fault}
        </Typography>
      )}
    </Box>
  )
}
