import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link, NavLink } from 'react-router'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { Mark } from '../ui/shown/Mark'
import type { NavItem } from '../session/room'

const groups = ['Insights', 'Connect', 'Administration'] as const

/** The rooms one has, at the left: icon and word, in three groups. */
export function Rail({ items, start }: { items: NavItem[]; start: string }) {
  return (
    <Box
      component="nav"
      aria-label="Main navigation"
      sx={{
        display: { xs: 'none', md: 'flex' },
        flexDirection: 'column',
        gap: 4,
        flex: 'none',
        width: size.rail,
        height: '100dvh',
        position: 'sticky',
        top: 0,
        overflowY: 'auto',
        px: 3,
        py: 3.5,
        bgcolor: 'background.rail',
      }}
    >
      <Box
        component={Link}
        to={start}
        aria-label="Usher home"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          px: 2,
          height: size.person,
          textDecoration: 'none',
          fontWeight: 600,
          letterSpacing: '-0.01em',
        }}
      >
        <Mark />
        Usher
      </Box>
      {groups.map((group) => {
        const rooms = items.filter((item) => item.group === group)
        return (
          rooms.length > 0 && (
            <Box key={group}>
              <Typography variant="caption" component="div" id={`rail-${group}`} color="text.secondary" sx={{ px: 2.5, mb: 1 }}>
                {group}
              </Typography>
              <Box component="ul" aria-labelledby={`rail-${group}`}>
                {rooms.map((item) => (
                  <li key={item.key}>
                    <RailLink item={item} />
                  </li>
                ))}
              </Box>
            </Box>
          )
        )
      })}
    </Box>
  )
}

function RailLink({ item }: { item: NavItem }) {
  return (
    <Box
      component={NavLink}
      to={item.to}
      end={item.alone}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        height: size.row,
        px: 2.5,
        borderRadius: `${size.radiusSmall}px`,
        textDecoration: 'none',
        color: 'text.secondary',
        fontWeight: 500,
        '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
        '&.active': { bgcolor: 'action.selected', color: 'tone.accent.main' },
      }}
    >
      <Icon of={item.icon} />
      {item.label}
    </Box>
  )
}
