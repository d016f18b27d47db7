import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { size } from '../../theme/tokens'
import { composing, useSingleKeys } from '../../ui/hooks/keyboard'
import { Icon } from '../../ui/shown/Icon'

interface Props {
  text: string
  onText: (text: string) => void
  /** How many turns have it, and which of them one is at, from zero; -1: none yet. */
  found: number
  at: number
  onMove: (step: 1 | -1) => void
}

const typing = 'input, textarea, select, [contenteditable="true"], [role=dialog], [role=menu]'

/** Finds words in the transcript: `/` leads here, Enter to the next place, Shift and Enter back. */
export function FindInTranscript({ text, onText, found, at, onMove }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [single] = useSingleKeys()
  useEffect(() => {
    // Before the console's own search, which has the same key on other pages.
    function onKeyDown(event: KeyboardEvent) {
      if (!single || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || composing(event)) return
      if ((event.target as HTMLElement | null)?.closest(typing)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      field.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [single])
  return (
    <Box role="search" aria-label="This transcript" sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 4 }}>
      <OutlinedInput
        value={text}
        inputRef={field}
        type="search"
        placeholder="Find in this transcript"
        inputProps={{ 'aria-label': 'Find in this transcript', 'aria-keyshortcuts': '/', maxLength: 100 }}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || composing(event)) return
          event.preventDefault()
          onMove(event.shiftKey ? -1 : 1)
        }}
        startAdornment={
          <InputAdornment position="start" sx={{ mr: 2 }}>
            <Icon of={Search} small />
          </InputAdornment>
        }
        sx={{ width: { xs: '100%', sm: size.search }, pl: 2.5, '& input': { pl: 0, py: { xs: 2, sm: 1 } } }}
      />
      <Typography variant="body2" color="text.secondary" role="status" sx={{ whiteSpace: 'nowrap' }}>
        {text.trim() && (found ? `${at < 0 ? '' : `${at + 1} of `}${found} turn${found === 1 ? '' : 's'}` : 'Not found')}
      </Typography>
    </Box>
  )
}
