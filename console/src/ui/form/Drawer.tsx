import Box from '@mui/material/Box'
import MuiDrawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { size } from '../../theme/tokens'
import { Icon } from '../shown/Icon'

/** A sheet from the right (the whole screen on a phone) beside the page one came from. `Escape` closes it, and so does *back*'s cross. */
export function Drawer({
  title,
  open,
  onClose,
  onKeyDown,
  from = 'right',
  children,
  actions,
}: {
  title: string
  open: boolean
  onClose: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  /** From below: a sheet on a phone, as high as what it holds. */
  from?: 'right' | 'bottom'
  children: ReactNode
  actions?: ReactNode
}) {
  const id = useId()
  return (
    <MuiDrawer
      anchor={from}
      open={open}
      onClose={onClose}
      slotProps={{
        paper: {
          role: 'dialog',
          onKeyDown,
          'aria-modal': true,
          'aria-labelledby': id,
          sx: {
            width: { xs: '100%', sm: from === 'right' ? size.drawer : '100%' },
            ...(from === 'bottom' && { borderTopLeftRadius: size.radius, borderTopRightRadius: size.radius, maxHeight: '80dvh' }),
            bgcolor: 'background.raised',
            display: 'flex',
            flexDirection: 'column',
            '&:focus-visible': { outline: 'none' },
          },
        },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, pl: 6, pr: 3, pt: 4, pb: 2 }}>
        <Typography id={id} variant="h2" sx={{ flex: 1, minWidth: 0 }}>
          {title}
        </Typography>
        <IconButton aria-label="Close" onClick={onClose}>
          <Icon of={X} />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, overflowY: 'auto', px: 6, py: 2 }}>{children}</Box>
      {actions && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2, px: 6, py: 4, borderTop: 1, borderColor: 'divider' }}>
          {actions}
        </Box>
      )}
    </MuiDrawer>
  )
}
