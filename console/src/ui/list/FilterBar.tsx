import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import useMediaQuery from '@mui/material/useMediaQuery'
import { SlidersHorizontal } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { screen, size } from '../../theme/tokens'
import { Drawer } from '../form/Drawer'
import { Icon } from '../shown/Icon'

interface Props {
  /** What one types into; it comes first, on a phone alone. */
  search?: ReactNode
  /** The chips. */
  children?: ReactNode
  /** How many of the chips narrow the list. */
  narrowing?: number
  /** Given while anything narrows the list. */
  onClear?: () => void
}

/** The line of filters above a list. On a phone the chips are in a sheet, and its button says how many are in force. */
export function FilterBar({ search, children, narrowing = 0, onClear }: Props) {
  const phone = useMediaQuery(screen.phone, { noSsr: true })
  const clear = onClear && (
    <Button size="small" color="inherit" onClick={onClear} sx={{ color: 'text.secondary' }}>
      Clear filters
    </Button>
  )
  return (
    <Box
      role="search"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mb: 4, py: 1, '& > *': { flex: 'none', maxWidth: '100%' } }}
    >
      {phone && search ? <Box sx={{ '&&': { flex: `1 1 ${size.title}px` }, minWidth: 0 }}>{search}</Box> : search}
      {phone && children ? <Sheet narrowing={narrowing}>{children}</Sheet> : children}
      {clear}
    </Box>
  )
}

function Sheet({ narrowing, children }: { narrowing: number; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="outlined" aria-haspopup="dialog" startIcon={<Icon of={SlidersHorizontal} small />} onClick={() => setOpen(true)}>
        {narrowing ? `Filters · ${narrowing}` : 'Filters'}
      </Button>
      <Drawer
        title="Filters"
        from="bottom"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button variant="contained" fullWidth onClick={() => setOpen(false)}>
            Show results
          </Button>
        }
      >
        <Box sx={{ display: 'grid', justifyItems: 'start', gap: 2, pb: 4 }}>{children}</Box>
      </Drawer>
    </>
  )
}
