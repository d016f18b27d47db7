import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { size } from '../../theme/tokens'

/** One thing that is on or off. */
export function SwitchLine({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <FormControlLabel
      sx={{ minHeight: { xs: size.touch, sm: size.control }, mr: 0 }}
      control={<Switch checked={on} onChange={(_, checked) => onChange(checked)} />}
      label={label}
    />
  )
}
