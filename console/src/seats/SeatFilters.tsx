import { userStates } from '../directory/UserState'
import { FilterChip } from '../ui/list/FilterChip'
import type { SeatFilters as Values } from './seats'

const holdings = [
  { key: 'held', label: 'with a seat' },
  { key: 'idle', label: 'with an idle seat' },
  { key: 'none', label: 'without a seat' },
]

interface Props {
  values: Values
  onChange: (name: 'seat' | 'state', value: string | null) => void
}

/** Narrows the list of seats by who holds one, and by the state of the user. */
export function SeatFilters({ values, onChange }: Props) {
  return (
    <>
      <FilterChip
        label="Seat"
        any="with or without a seat"
        choices={holdings}
        value={values.seat}
        onChange={(seat) => onChange('seat', seat)}
      />
      <FilterChip
        label="State"
        any="in any state"
        choices={userStates}
        value={values.state}
        onChange={(state) => onChange('state', state)}
      />
    </>
  )
}
