import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { size } from '../../theme/tokens'
import { useTitle } from './Page'

/** The head of one thing: its name, its state in a word, the few facts one comes for, and what can be done with it. */
export function EntityHeader({
  title,
  mark,
  state,
  facts,
  actions,
}: {
  title: string
  /** Its icon, before its name. */
  mark?: ReactNode
  state?: ReactNode
  /** By a name of each, which is not shown. */
  facts: Record<string, ReactNode>
  actions?: ReactNode
}) {
  useTitle(title)
  return (
    <Box component="header" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 4, mb: 5 }}>
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2.5 }}>
          {mark}
          <Typography variant="h1">
            <bdi>{title}</bdi>
          </Typography>
          {state}
        </Box>
        <Box
          component="ul"
          sx={{
            display: 'flex',
            flexDirection: { xs: 'column', sm: 'row' },
            flexWrap: 'wrap',
            alignItems: { xs: 'flex-start', sm: 'center' },
            columnGap: 5,
            rowGap: 1,
            mt: 2,
            typography: 'body2',
            color: 'text.secondary',
          }}
        >
          {Object.entries(facts).map(
            ([name, fact]) =>
              fact && (
                <li key={name} style={{ minWidth: 0, maxWidth: '100%' }}>
                  {fact}
                </li>
              ),
          )}
        </Box>
      </Box>
      {actions}
    </Box>
  )
}

/** The views of a thing, each with its own address. */
export function Views({
  label,
  views,
  current,
}: {
  label: string
  views: { key: string; label: ReactNode; to: string }[]
  current: string
}) {
  return (
    <Box component="nav" aria-label={label} sx={{ display: 'flex', gap: 1, mb: 5, ml: -2.5, overflowX: 'auto' }}>
      {views.map((view) => (
        <Box
          component={Link}
          key={view.key}
          to={view.to}
          replace
          preventScrollReset
          aria-current={view.key === current ? 'page' : undefined}
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            gap: 2,
            px: 2.5,
            height: { xs: size.chipTouch, sm: size.tab },
            borderRadius: `${size.radiusSmall}px`,
            whiteSpace: 'nowrap',
            textDecoration: 'none',
            fontWeight: 500,
            color: 'text.secondary',
            '&:hover': { bgcolor: 'action.hover' },
            '&[aria-current]': { bgcolor: 'action.selected', color: 'tone.accent.main' },
          }}
        >
          {view.label}
        </Box>
      ))}
    </Box>
  )
}
