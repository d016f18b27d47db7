import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import { useState } from 'react'
import { Problem } from '../api/problem'
import { Field } from '../ui/form/Field'
import { SwitchLine } from '../ui/form/SwitchLine'
import { here, TimeZoneField } from './TimeZoneField'
import type { Quiet } from './preferences'

interface Props {
  quiet: Quiet | null
  /** Why the last change was refused. */
  error: Error | null
  onChange: (quiet: Quiet | null) => void
}

/** Whether there are quiet hours, and which. A time is saved when one leaves it, and only whole. */
export function QuietHours({ quiet, error, onChange }: Props) {
  const [draft, setDraft] = useState(quiet)
  const save = (changed: Quiet) => {
    setDraft(changed)
    if (changed.from && changed.to) onChange(changed)
  }
  const leave = () => draft && (draft.from !== quiet?.from || draft.to !== quiet.to) && save(draft)
  const turn = (on: boolean) => {
    const changed = on ? { from: '20:00', to: '07:00', timeZone: here() } : null
    setDraft(changed)
    onChange(changed)
  }
  return (
    <>
      <SwitchLine label="Quiet hours every day" on={draft !== null} onChange={turn} />
      {draft && (
        <Box sx={{ display: 'grid', width: '100%', gridTemplateColumns: { xs: '1fr 1fr', sm: '1fr 1fr 2fr' }, gap: 3, mt: 2 }}>
          <Time label="From" at="from" draft={draft} error={error} onChange={setDraft} onLeave={leave} />
          <Time label="To" at="to" draft={draft} error={error} onChange={setDraft} onLeave={leave} />
          <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
            <TimeZoneField
              value={draft.timeZone}
              fault={faultOf(error, 'timeZone')}
              onChange={(timeZone) => save({ ...draft, timeZone })}
            />
          </Box>
        </Box>
      )}
    </>
  )
}

interface TimeProps {
  label: string
  at: 'from' | 'to'
  draft: Quiet
  error: Error | null
  onChange: (quiet: Quiet) => void
  onLeave: () => void
}

function Time({ label, at, draft, error, onChange, onLeave }: TimeProps) {
  return (
    <Field label={label} fault={draft[at] ? faultOf(error, at) : 'Enter a time.'}>
      {({ id, inputProps }) => (
        <OutlinedInput
          type="time"
          id={id}
          inputProps={inputProps}
          value={draft[at]}
          onChange={(event) => onChange({ ...draft, [at]: event.target.value })}
          onBlur={onLeave}
        />
      )}
    </Field>
  )
}

function faultOf(error: Error | null, at: keyof Quiet) {
  return error instanceof Problem ? error.errors[`/quiet/${at}`] : undefined
}
