import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { Icon } from './Icon'

interface Props {
  /** What is shown: *key*, *secret*. */
  what: string
  text: string
  /** What it is, and where it belongs. */
  lead: ReactNode
  /** What to do when it is lost. */
  after?: ReactNode
  onDone: () => void
}

/**
 * A secret that was made, this once. Neither *Escape* nor a press beside it closes it, and leaving the page asks first. Until it
 * was copied, copying is the act that stands out, and closing says that nothing was copied.
 */
export function OnceShown({ what, text, lead, after, onDone }: Props) {
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
        Copy this {what} now
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Typography>{lead}</Typography>
        <Box
          component="code"
          aria-label={`The ${what}`}
          onCopy={() => setCopying('copied')}
          sx={{ p: 4, borderRadius: 1, bgcolor: 'tone.neutral.soft', wordBreak: 'break-all', userSelect: 'all' }}
        >
          {text}
        </Box>
        {copying === 'failed' && (
          <Typography role="alert" sx={{ color: 'tone.danger.main' }}>
            The browser blocked copying. Select the {what} above and copy it manually.
          </Typography>
        )}
        {after && <Typography color="text.secondary">{after}</Typography>}
      </DialogContent>
      <DialogActions sx={{ px: 6, pb: 5, gap: 2, flexWrap: 'wrap' }}>
        <Button
          variant={copied ? 'outlined' : 'contained'}
          autoFocus
          startIcon={<Icon of={copied ? Check : Copy} small />}
          onClick={() => void copy()}
        >
          {copied ? 'Copied' : `Copy the ${what}`}
        </Button>
        <Button variant={copied ? 'contained' : 'outlined'} onClick={onDone}>
          {copied ? 'Done' : 'Close without copying'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
