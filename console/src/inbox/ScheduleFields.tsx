import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import type { Shape } from '../api/client'
import { Field } from '../ui/form/Field'
import { Ticks } from '../ui/form/Ticks'
import { here, TimeZoneField } from './TimeZoneField'

export type Schedule = Shape<'DigestSchedule'>

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Each working day in the morning, where the reader is. */
export const workdays = (): Schedule => ({ at: '08:00', days: days.slice(0, 5), timeZone: here() })

const called = (day: string) => day[0]!.toUpperCase() + day.slice(1)

/** The days of a schedule in words. */
export const daysOf = ({ days: chosen }: Schedule) =>
  chosen.length === 7 ? 'every day' : `every ${new Intl.ListFormat('en').format(days.filter((day) => chosen.includes(day)).map(called))}`

interface Props {
  /** What the time is of. */
  label: string
  schedule: Schedule
  fault: (part: keyof Schedule) => string | undefined
  onChange: (schedule: Schedule, part: keyof Schedule) => void
  /** The field of the time was left. */
  onLeaveTime?: () => void
}

/** Time of day, time zone and days of the week. */
export function ScheduleFields({ label, schedule, fault, onChange, onLeaveTime }: Props) {
  return (
    <Box sx={{ display: 'grid', width: '100%', gridTemplateColumns: { xs: '1fr', sm: '1fr 2fr' }, gap: 3 }}>
      <Field label={label} fault={schedule.at ? fault('at') : 'Enter a time.'}>
        {({ id, inputProps }) => (
          <OutlinedInput
            type="time"
            id={id}
            inputProps={inputProps}
            value={schedule.at}
            onChange={(event) => onChange({ ...schedule, at: event.target.value }, 'at')}
            onBlur={onLeaveTime}
          />
        )}
      </Field>
      <TimeZoneField
        value={schedule.timeZone}
        fault={fault('timeZone')}
        onChange={(timeZone) => onChange({ ...schedule, timeZone }, 'timeZone')}
      />
      <Box sx={{ gridColumn: '1 / -1' }}>
        <Ticks
          label="Days"
          fault={schedule.days.length ? fault('days') : 'Choose at least one day.'}
          options={days.map((day) => ({ key: day, label: called(day) }))}
          value={schedule.days}
          onChange={(chosen) => onChange({ ...schedule, days: days.filter((day) => chosen.includes(day)) }, 'days')}
        />
      </Box>
    </Box>
  )
}
