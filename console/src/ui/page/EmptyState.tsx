import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { measure, size } from '../../theme/tokens'
import { Icon } from '../shown/Icon'

interface Props {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  /** It is the whole page, and so its title is the page's. */
  alone?: boolean
}

/** What is shown where nothing is yet: what this is, how it fills, and at most one thing to do. */
export function EmptyState({ icon, title, children, action, alone }: Props) {
  return (
    <Box sx={{ py: 12, px: 4, display: 'grid', justifyItems: 'center', gap: 2, textAlign: 'center' }}>
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: size.emblem,
          height: size.emblem,
          borderRadius: '50%',
          color: 'tone.neutral.main',
          bgcolor: 'tone.neutral.soft',
          mb: 1,
        }}
      >
        <Icon of={icon} />
      </Box>
      <Typography variant="h2" component={alone ? 'h1' : 'h2'}>
        {title}
      </Typography>
      {children && (
        <Typography variant="body1" component="div" color="text.secondary" sx={{ maxWidth: measure.short }}>
          {children}
        </Typography>
      )}
      {action && <Box sx={{ mt: 3 }}>{action}</Box>}
    </Box>
  )
}
