import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { Bell, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { font, size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { caps, keyboard, shortcuts } from '../ui/hooks/keyboard'

interface Props {
  where: ReactNode
  crumbs: ReactNode
  me: ReactNode
  onSearch: () => void
  /** How many notes in the inbox are new. */
  unread: number
}

/** Where I am, search, what is new, me. */
export function TopBar({ where, crumbs, me, onSearch, unread }: Props) {
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 1, sm: 2 },
        height: size.topBar,
        px: { xs: 4, md: 8 },
        bgcolor: 'background.default',
      }}
    >
      {where}
      {crumbs}
      <Box sx={{ flex: 1 }} />
      <Button
        variant="outlined"
        onClick={onSearch}
        startIcon={<Icon of={Search} small />}
        aria-keyshortcuts={shortcuts(keyboard.search)}
        sx={{
          display: { xs: 'none', sm: 'inline-flex' },
          color: 'text.secondary',
          fontWeight: 400,
          fontSize: font.size.dense,
          py: 1,
          minHeight: size.tab,
        }}
      >
        Search
        <Box component="kbd" aria-hidden sx={{ ml: 4, fontSize: font.size.badge, color: 'text.secondary' }}>
          {caps(keyboard.search.chords[0]).join(' ')}
        </Box>
      </Button>
      <IconButton aria-label="Search" onClick={onSearch} sx={{ display: { sm: 'none' } }}>
        <Icon of={Search} />
      </IconButton>
      <IconButton
        component={Link}
        to="/inbox"
        aria-label={unread ? `Inbox, ${unread} new` : 'Inbox, nothing new'}
        sx={{ position: 'relative' }}
      >
        <Icon of={Bell} />
        {unread > 0 && (
          <Box
            component="span"
            aria-hidden
            sx={{
              position: 'absolute',
              top: 2,
              insetInlineStart: '55%',
              minWidth: size.badge,
              px: 1,
              borderRadius: 2,
              fontSize: font.size.tiny,
              lineHeight: font.line.small,
              fontWeight: 600,
              textAlign: 'center',
              whiteSpace: 'nowrap',
              fontVariantNumeric: 'tabular-nums',
              bgcolor: 'primary.main',
              color: 'primary.contrastText',
            }}
          >
            {unread > 99 ? '99+' : unread}
          </Box>
        )}
      </IconButton>
      {me}
    </Box>
  )
}
