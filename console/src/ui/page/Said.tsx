import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'
import { size, time } from '../../theme/tokens'
import { keyboard, pressed, shortcuts } from '../hooks/keyboard'

interface Words {
  text: string
  /** Given for what can be undone: does the reverse, and fails when that may not or cannot be done any more. */
  undo?: () => Promise<unknown>
}

const Saying = createContext<(words: Words) => void>(() => {})

/** Tells what was done, where everybody sees and hears it, with *Undo* for ten seconds where that can be. */
export function useSay() {
  return useContext(Saying)
}

const typing = 'input, textarea, select, [contenteditable="true"]'

/** Where it is told. The time stands still while one points at it or has the focus in it. */
export function Said({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<Words | null>(null)
  const [open, setOpen] = useState(false)
  const say = useCallback((said: Words) => {
    setWords(said)
    setOpen(true)
  }, [])
  const undo = open ? words?.undo : undefined
  const takeBack = useCallback(() => {
    if (!undo) return
    setOpen(false)
    undo().then(
      () => say({ text: 'Undone.' }),
      (error: Error) => say({ text: `This could not be undone. ${error.message}` }),
    )
  }, [undo, say])

  useEffect(() => {
    if (!undo) return
    function onKeyDown(event: KeyboardEvent) {
      if (!pressed(event, keyboard.undo) || (event.target as Element | null)?.closest?.(typing)) return
      event.preventDefault()
      takeBack()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, takeBack])

  const shown = words?.undo ? time.undo : time.said
  return (
    <Saying value={say}>
      {children}
      <Box role="status" aria-live="polite">
        <Snackbar
          key={words?.text}
          open={open}
          onClose={(_, reason) => reason !== 'clickaway' && setOpen(false)}
          autoHideDuration={shown}
          resumeHideDuration={shown}
          message={words?.text}
          // Above the bottom bar of a phone, not on it.
          sx={{ bottom: { xs: size.bottomBar + 8, md: 24 } }}
          slotProps={{ content: { role: 'group', 'aria-label': 'What was done' } }}
          action={
            words?.undo && (
              <Button size="small" color="inherit" aria-keyshortcuts={shortcuts(keyboard.undo)} onClick={takeBack}>
                Undo
              </Button>
            )
          }
        />
      </Box>
    </Saying>
  )
}
