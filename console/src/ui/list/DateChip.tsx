import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Chip } from './Chip'
import { dayName, inDays, type Span } from '../shown/days'
import { Field } from '../form/Field'

/** What one most often wants; each is the day it begins on, so that a link keeps its meaning. */
const usual: [string, number][] = [
  ['Today', 0],
  ['7 days', -6],
  ['30 days', -29],
]

function words({ since, until }: Span, any: string): string {
  if (since && until) return since === until ? `on ${dayName(since)}` : `from ${dayName(since)} to ${dayName(until)}`
  return since ? `since ${dayName(since)}` : until ? `until ${dayName(until)}` : any
}

/** A chip of time: the usual spans, or two days. */
export function DateChip({
  any = 'at any time',
  span,
  onChange,
}: {
  /** How the sentence goes on while no day is chosen. */
  any?: string
  span: Span
  onChange: (span: Span) => void
}) {
  return (
    <Chip
      label="Time"
      words={words(span, any)}
      narrows={span.since !== null || span.until !== null}
      onClear={() => onChange({ since: null, until: null })}
    >
      {(close) => (
        <Box sx={{ p: 4, display: 'grid', gap: 3 }}>
          <Box sx={{ display: 'flex', gap: 2 }}>
            {usual.map(([label, days]) => (
              <Button
                key={label}
                size="small"
                variant="outlined"
                onClick={() => {
                  close()
                  onChange({ since: inDays(days), until: null })
                }}
              >
                {label}
              </Button>
            ))}
          </Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
            <Day label="From" value={span.since} max={span.until} onChange={(since) => onChange({ ...span, since })} />
            <Day label="To" value={span.until} min={span.since} onChange={(until) => onChange({ ...span, until })} />
          </Box>
        </Box>
      )}
    </Chip>
  )
}

interface DayProps {
  label: string
  value: string | null
  min?: string | null
  max?: string | null
  onChange: (day: string | null) => void
}

function Day({ label, value, min, max, onChange }: DayProps) {
  return (
    <Field label={label}>
      {({ id, inputProps }) => (
        <OutlinedInput
          id={id}
          type="date"
          value={value ?? ''}
          inputProps={{ ...inputProps, min: min ?? undefined, max: max ?? undefined }}
          onChange={(event) => onChange(event.target.value || null)}
        />
      )}
    </Field>
  )
}
