import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import type { NavItem } from '../session/room'

const slots = 5

const slot = {
  flex: 1,
  minWidth: 0,
  height: '100%',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 1,
  typography: 'caption',
  fontWeight: 500,
  textDecoration: 'none',
  color: 'text.secondary',
  '&.active': { color: 'tone.accent.main' },
} as const

/** The rail's place on a phone: at most five, the last of them *More* when there are others. */
export function BottomBar({ items }: { items: NavItem[] }) {
  const { pathname } = useLocation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const shown = items.length <= slots ? items : items.slice(0, slots - 1)
  const rest = items.slice(shown.length)
  const inRest = rest.some((item) => isAt(item, pathname))
  return (
    <Box
      component="nav"
      aria-label="Main navigation"
      sx={{
        display: { xs: 'flex', md: 'none' },
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        zIndex: 'appBar',
        height: `calc(${size.bottomBar}px + env(safe-area-inset-bottom))`,
        pb: 'env(safe-area-inset-bottom)',
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.rail',
      }}
    >
      {shown.map((item) => (
        <Box component={NavLink} key={item.key} to={item.to} end={item.alone} sx={slot}>
          <Icon of={item.icon} />
          {item.label}
        </Box>
      ))}
      {rest.length > 0 && (
        <ButtonBase
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
          className={inRest ? 'active' : undefined}
          sx={slot}
        >
          <Icon of={Ellipsis} />
          More
        </ButtonBase>
      )}
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        slotProps={{ paper: { component: 'nav', 'aria-label': 'More pages' } }}
      >
        {rest.map((item) => (
          <MenuItem key={item.key} component={Link} to={item.to} onClick={() => setAnchor(null)} selected={isAt(item, pathname)}>
            <Icon of={item.icon} />
            {item.label}
          </MenuItem>
        ))}
      </Menu>
    </Box>
  )
}

const isAt = ({ to, alone }: NavItem, pathname: string) => (alone ? pathname === to : pathname.startsWith(to))
