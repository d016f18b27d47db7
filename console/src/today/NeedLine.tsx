import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Bell } from 'lucide-react'
import { Link } from 'react-router'
import { needWords, type Need, type Said } from '../session/needWords'
import { useMe } from '../session/session'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'

/** A newer server knows kinds that this page does not. */
const unknown = ({ name }: Need): Said => ({
  icon: Bell,
  words: name ?? 'Something needs your attention',
  more: 'Reload the page to see what it is.',
})

/** A line for one thing that waits, and the way to it. */
export function NeedLine({ need }: { need: Need }) {
  const { icon, words, more, act } = (needWords[need.kind] ?? unknown)(need, useMe())
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 2 }}>
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0, display: 'flex', gap: 3 }}>
        <Box sx={{ color: 'text.secondary', pt: 0.5 }}>
          <Icon of={icon} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>{words}</Typography>
          {more && (
            <Typography variant="body2" component="div" color="text.secondary">
              {more}
            </Typography>
          )}
        </Box>
      </Box>
      {act && (
        <Button variant="outlined" component={Link} to={act.to} sx={{ ml: { xs: 7.5, sm: 0 } }}>
          {act.label}
        </Button>
      )}
    </Box>
  )
}
