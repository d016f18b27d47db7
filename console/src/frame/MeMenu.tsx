import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useColorScheme } from '@mui/material/styles'
import { Check, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../ui/Icon'
import { Initials } from '../ui/PersonName'

const modes = [
  { mode: 'light', label: 'Light', icon: Sun },
  { mode: 'dark', label: 'Dark', icon: Moon },
  { mode: 'system', label: 'As the system', icon: Monitor },
] as const

/** Who I am here, how it should look, and the way out. */
export function MeMenu({ name, email, roles, onSignOut }: { name: string; email: string; roles: string[]; onSignOut: () => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { mode = 'system', setMode } = useColorScheme()
  return (
    <>
      <IconButton aria-label={`Me: ${name}`} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        <Initials name={name} side={28} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} slotProps={{ paper: { sx: { width: 260 } } }}>
        <Box component="li" role="presentation" sx={{ px: 4, py: 2 }}>
          <Typography variant="h3" component="p" noWrap>
            <bdi>{name}</bdi>
          </Typography>
          <Typography variant="body2" color="text.secondary" noWrap title={email}>
            {email}
          </Typography>
          {roles.length > 0 && (
            <Typography variant="body2" color="text.secondary">
              {roles.join(' · ')}
            </Typography>
          )}
        </Box>
        <Divider component="li" aria-hidden sx={{ my: '4px !important' }} />
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
        <Divider component="li" aria-hidden sx={{ my: '4px !important' }} />
        <MenuItem onClick={onSignOut}>
          <Icon of={LogOut} />
          Sign out
        </MenuItem>
      </Menu>
    </>
  )
}
