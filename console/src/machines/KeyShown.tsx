import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Icon } from '../ui/Icon'
import { Moment } from '../ui/Moment'
import type { KeyMade } from './machines'

/** A key that was made, this once. Neither *Escape* nor a press beside it closes it, and leaving the page asks first. */
export function KeyShown({ made, onDone }: { made: KeyMade; onDone: () => void }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  const text = made.key ?? ''
  return (
    <Dialog open aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} variant="h2">
        Keep this key now
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Typography>
          This is the only time that <bdi>{made.name}</bdi> is shown: Usher keeps no copy. Put it where the program reads its secrets, never
          into an address.
        </Typography>
        <Box
          component="code"
          aria-label="The key"
          sx={{ p: 4, borderRadius: 1, bgcolor: 'tone.neutral.soft', wordBreak: 'break-all', userSelect: 'all' }}
        >
          {text}
        </Box>
        <Typography color="text.secondary">
          It ends <Moment at={made.expires} />.
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 6, pb: 5, gap: 2, flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          startIcon={<Icon of={copied ? Check : Copy} small />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? 'Copied' : 'Copy the key'}
        </Button>
        <Button variant="contained" onClick={onDone}>
          I have kept it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
