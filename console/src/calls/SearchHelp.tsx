import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../ui/shown/Icon'

const ways: [string, string][] = [
  ['renewal price', 'both words, in any form'],
  ['"annual price"', 'these words, in this order'],
  ['-discount', 'without this word'],
  ['pric*', 'words that begin so, from three characters on'],
  ['from:rosa', 'owned or spoken by; from:me is you'],
  ['about:"Northgate Hotels"', 'the account'],
  ['in:sales', 'the team'],
]

/** What a search for calls understands besides words. */
export function SearchHelp() {
  const [at, setAt] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton aria-label="How to search" aria-haspopup="dialog" onClick={(event) => setAt(event.currentTarget)}>
        <Icon of={CircleHelp} small />
      </IconButton>
      <Popover
        open={!!at}
        anchorEl={at}
        onClose={() => setAt(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'How to search' } }}
      >
        <Box component="dl" sx={{ m: 0, p: 4, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 4, rowGap: 2 }}>
          {ways.map(([typed, means]) => (
            <Box key={typed} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                {typed}
              </Typography>
              <Typography component="dd" variant="body2" color="text.secondary" sx={{ m: 0 }}>
                {means}
              </Typography>
            </Box>
          ))}
        </Box>
      </Popover>
    </>
  )
}
