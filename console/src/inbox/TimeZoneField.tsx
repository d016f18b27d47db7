import NativeSelect from '@mui/material/NativeSelect'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Field } from '../ui/form/Field'

/** The reader's own time zone. */
export const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** One time zone, by its IANA name. */
export function TimeZoneField({ value, fault, onChange }: { value: string; fault: string | undefined; onChange: (zone: string) => void }) {
  return (
    <Field label="Time zone" fault={fault}>
      {({ id, inputProps }) => (
        <NativeSelect
          fullWidth
          input={<OutlinedInput />}
          inputProps={{ ...inputProps, id }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {zones(value).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

/** The zones that the browser knows, and the one that is there in any case. */
function zones(now: string): string[] {
  return [...new Set([now, here(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}
