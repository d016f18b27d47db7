import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import MenuList from '@mui/material/MenuList'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import { useColorScheme } from '@mui/material/styles'
import { Check, Keyboard, LogOut, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { keyboard, shortcuts } from '../ui/hooks/keyboard'
import { Initials } from '../ui/shown/PersonName'
import { modes } from './modes'

interface Props {
  name: string
  picture?: string | null
  email: string
  roles: string[]
  onHelp: () => void
  onSignOut: () => void
}

/** Who I am here, how it should look, and the way out. */
export function MeMenu({ name, picture, email, roles, onHelp, onSignOut }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { mode = 'system', setMode } = useColorScheme()
  return (
    <>
      <IconButton aria-label={`Your account: ${name}`} aria-haspopup="dialog" onClick={(event) => setAnchor(event.currentTarget)}>
        <Initials name={name} picture={picture} side={size.person} />
      </IconButton>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Me', sx: { width: size.menu, p: 1 } } }}
      >
        <Box sx={{ px: 4, pt: 3, pb: 2 }}>
          <Typography variant="h3" component="p" noWrap>
            <bdi>{name}</bdi>
          </Typography>
          <Typography variant="body2" color="text.secondary" noWrap title={email}>
            {email}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {roles.join(' · ')}
          </Typography>
        </Box>
        <MenuList autoFocusItem={anchor !== null} aria-label="Your account" disablePadding>
          <MenuItem component={Link} to="/profile" onClick={() => setAnchor(null)}>
            <Icon of={UserRound} />
            My profile
          </MenuItem>
          <Divider component="li" aria-hidden sx={{ my: `${size.grid}px !important` }} />
          {modes.map((choice) => (
            <MenuItem key={choice.mode} role="menuitemradio" aria-checked={mode === choice.mode} onClick={() => setMode(choice.mode)}>
              <Icon of={choice.icon} />
              {choice.label}
              {mode === choice.mode && (
                <Box component="span" sx={{ ml: 'auto', display: 'flex' }}>
                  <Icon of={Check} small />
                </Box>
              )}
            </MenuItem>
          ))}
          <Divider component="li" aria-hidden sx={{ my: `${size.grid}px !important` }} />
          <MenuItem
            aria-keyshortcuts={shortcuts(keyboard.help)}
            onClick={() => {
              setAnchor(null)
              onHelp()
            }}
          >
            <Icon of={Keyboard} />
            Keyboard shortcuts
          </MenuItem>
          <MenuItem onClick={onSignOut}>
            <Icon of={LogOut} />
            Sign out
          </MenuItem>
        </MenuList>
      </Popover>
    </>
  )
}
