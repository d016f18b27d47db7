import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import type { KeyMade } from './integrationUsers'

/**
 * A key that was made, this once. Neither *Escape* nor a press beside it closes it, and leaving the page asks first. Until it
 * was copied, copying is the act that stands out, and closing says that nothing was copied.
 */
export function KeyShown({ made, onDone }: { made: KeyMade; onDone: () => void }) {
  return made.key ? <Shown made={made} text={made.key} onDone={onDone} /> : <Lost name={made.name} onDone={onDone} />
}

function Shown({ made, text, onDone }: { made: KeyMade; text: string; onDone: () => void }) {
  const id = useId()
  const [copying, setCopying] = useState<'copied' | 'failed' | null>(null)
  const copied = copying === 'copied'
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopying('copied')
    } catch {
      // A browser may keep its clipboard from pages; then one copies by hand.
      setCopying('failed')
    }
  }

  return (
    <Dialog open aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} variant="h2">
        Copy this key now
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Typography>
          This is the only time the key “<bdi>{made.name}</bdi>” is shown. Store it where the program keeps its secrets, never in a web
          address.
        </Typography>
        <Box
          component="code"
          aria-label="The key"
          onCopy={() => setCopying('copied')}
          sx={{ p: 4, borderRadius: 1, bgcolor: 'tone.neutral.soft', wordBreak: 'break-all', userSelect: 'all' }}
        >
          {text}
        </Box>
        {copying === 'failed' && (
          <Typography role="alert" sx={{ color: 'tone.danger.main' }}>
            The browser blocked copying. Select the key above and copy it manually.
          </Typography>
        )}
        <Typography color="text.secondary">
          It ends <Moment at={made.expires} />. If it is lost, create a new one and revoke this one.
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 6, pb: 5, gap: 2, flexWrap: 'wrap' }}>
        <Button
          variant={copied ? 'outlined' : 'contained'}
          autoFocus
          startIcon={<Icon of={copied ? Check : Copy} small />}
          onClick={() => void copy()}
        >
          {copied ? 'Copied' : 'Copy the key'}
        </Button>
        <Button variant={copied ? 'contained' : 'outlined'} onClick={onDone}>
          {copied ? 'Done' : 'Close without copying'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** The first answer was lost on its way, and the second no longer has the key. */
function Lost({ name, onDone }: { name: string; onDone: () => void }) {
  const id = useId()
  return (
    <Dialog open aria-labelledby={id} fullWidth maxWidth="sm" onClose={onDone}>
      <DialogTitle id={id} variant="h2">
        This key cannot be shown
      </DialogTitle>
      <DialogContent>
        <Typography>
          The key “<bdi>{name}</bdi>” was created, but the response was lost, and a key is shown only once. Revoke it and create another.
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 6, pb: 5 }}>
        <Button variant="contained" onClick={onDone}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}
