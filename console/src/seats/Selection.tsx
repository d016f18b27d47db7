import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import { size } from '../theme/tokens'
import { people } from '../ui/shown/words'
import type { SeatChange, SeatUse } from './seats'

/** A box that chooses one person, before their name. */
export function Choose({ row: { user }, chosen, onChoose }: { row: SeatUse; chosen: boolean; onChoose: (on: boolean) => void }) {
  return (
    <Checkbox
      checked={chosen}
      onChange={(event) => onChoose(event.target.checked)}
      slotProps={{ input: { 'aria-label': `Choose ${user.name}` } }}
      sx={{ my: -2, ml: -2.5, mr: 1, verticalAlign: 'middle' }}
    />
  )
}

interface Props {
  rows: SeatUse[]
  chosen: string[]
  onChoose: (ids: string[]) => void
  onChange: (change: SeatChange) => void
}

/** Chooses all that are listed, and offers what can be done with those chosen. */
export function Selection({ rows, chosen, onChoose, onChange }: Props) {
  const picked = rows.filter(({ user }) => chosen.includes(user.id))
  const withSeat = picked.filter(({ user }) => user.seat).map(({ user }) => user.id)
  const without = picked.filter(({ user }) => !user.seat).map(({ user }) => user.id)
  const all = rows.length > 0 && picked.length === rows.length
  return (
    <Box
      role="group"
      aria-label="Selection"
      // On a phone only once somebody is chosen: the list has to be in sight.
      sx={{
        display: { xs: picked.length ? 'flex' : 'none', sm: 'flex' },
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 2,
        minHeight: size.control,
        mb: 2,
      }}
    >
      <Checkbox
        checked={all}
        indeterminate={picked.length > 0 && !all}
        onChange={() => onChoose(all ? [] : rows.map(({ user }) => user.id))}
        slotProps={{ input: { 'aria-label': 'Choose all listed' } }}
        sx={{ ml: -1 }}
      />
      <Typography role="status" color="text.secondary" sx={{ mr: 2 }}>
        {picked.length ? `${people(picked.length)} chosen` : 'Choose people to change several seats at once'}
      </Typography>
      {without.length > 0 && (
        <Button variant="contained" onClick={() => onChange({ give: without, remove: [] })}>
          {withSeat.length
            ? `Give seats to the ${without.length} without`
            : `Give ${without.length === 1 ? 'a seat' : 'seats'} to ${people(without.length)}`}
        </Button>
      )}
      {withSeat.length > 0 && (
        <Button variant="outlined" onClick={() => onChange({ give: [], remove: withSeat })}>
          {without.length
            ? `Remove seats of the ${withSeat.length} with`
            : `Remove ${withSeat.length === 1 ? 'the seat' : 'seats'} of ${people(withSeat.length)}`}
        </Button>
      )}
    </Box>
  )
}
