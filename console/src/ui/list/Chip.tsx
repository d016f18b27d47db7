import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Popover from '@mui/material/Popover'
import { ChevronDown, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { size } from '../../theme/tokens'
import { Icon } from '../shown/Icon'

interface Props {
  label: string
  /** What it says now, as a part of the sentence. */
  words: string
  /** Whether it narrows anything; then its cross gives that up. */
  narrows: boolean
  onClear: () => void
  /** What it opens; told how to close it. */
  children: (close: () => void) => ReactNode
}

/** One part of the sentence a list is filtered by. */
export function Chip({ label, words, narrows, onClear, children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        maxWidth: '100%',
        borderRadius: `${size.radiusSmall}px`,
        border: 1,
        borderColor: narrows ? 'transparent' : 'divider',
        bgcolor: narrows ? 'tone.accent.soft' : 'background.paper',
        color: narrows ? 'tone.accent.main' : 'text.secondary',
      }}
    >
      <ButtonBase
        aria-haspopup="dialog"
        aria-label={`${label}: ${words}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          typography: 'body2',
          gap: 1.5,
          px: 2.5,
          minHeight: { xs: size.chipTouch, sm: size.chip },
          minWidth: 0,
          maxWidth: size.chipWidth,
          borderRadius: 'inherit',
        }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          <bdi>{words}</bdi>
        </Box>
        {!narrows && <Icon of={ChevronDown} small />}
      </ButtonBase>
      {narrows && (
        <ButtonBase aria-label={`Clear: ${words}`} onClick={onClear} sx={{ px: 2, borderRadius: 'inherit' }}>
          <Icon of={X} small />
        </ButtonBase>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { 'aria-label': label, role: 'dialog', sx: { width: size.popover, mt: 1 } } }}
      >
        {children(close)}
      </Popover>
    </Box>
  )
}
