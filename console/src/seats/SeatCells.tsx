import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { CircleCheck } from 'lucide-react'
import type { User } from '../directory/directory'
import { size } from '../theme/tokens'
import { StateChip } from '../ui/shown/StateChip'
import { RefusedButton } from '../ui/why/WhyPanel'

/** Whether somebody has a seat, in a table. */
export function Holding({ held }: { held: boolean }) {
  if (!held) return 'No seat'
  return (
    // Not on the baseline of a line of text: that would make the row higher than one without.
    <Box component="span" sx={{ display: 'flex' }}>
      <StateChip tone="good" icon={CircleCheck}>
        Has a seat
      </StateChip>
    </Box>
  )
}

/** A button is on the line of its row, its word where the column begins, and may not make the row higher. */
const inRow = {
  display: 'flex',
  alignItems: 'center',
  my: { xs: -3, sm: -2 },
  height: { sm: size.control },
  '& .MuiButton-text': { mx: -3.5 },
  '& .MuiButton-outlined': { minHeight: size.chip, py: 0, px: 2.5 },
} as const

/** Gives or removes a seat, or says why not; an idle one is reclaimed at once. */
export function Act({ user, idle, onChange, onReclaim }: { user: User; idle: boolean; onChange: () => void; onReclaim: () => void }) {
  const may = user.can.assignSeat
  const reclaim = idle && user.seat
  const verb = reclaim ? 'Reclaim seat' : user.seat ? 'Remove seat' : 'Give seat'
  return (
    <Box component="span" sx={inRow}>
      {may?.allowed ? (
        <Button size="small" aria-label={`${verb}: ${user.name}`} onClick={reclaim ? onReclaim : onChange}>
          {verb}
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: may?.why ?? '', permission: 'licence/assign', id: user.email }}>{verb}</RefusedButton>
      )}
    </Box>
  )
}

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** A week by its Monday: of one person no finer time is shown. */
export const weekOf = (monday: string) => day.format(new Date(monday))
