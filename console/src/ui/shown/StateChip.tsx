import Box from '@mui/material/Box'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { font, size, type ToneName } from '../../theme/tokens'
import { Icon } from './Icon'

/** A state as a chip: a word, a tone, and where it helps an icon; never colour alone. What is longer than the page is wide is cut. */
export function StateChip({ tone = 'neutral', icon, children }: { tone?: ToneName; icon?: LucideIcon; children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        maxWidth: '100%',
        px: 1.5,
        typography: 'caption',
        lineHeight: font.line.dense,
        fontWeight: 500,
        whiteSpace: 'nowrap',
        borderRadius: `${size.radiusChip}px`,
        color: `tone.${tone}.main`,
        bgcolor: `tone.${tone}.soft`,
      }}
    >
      {icon && <Icon of={icon} small />}
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {children}
      </Box>
    </Box>
  )
}
