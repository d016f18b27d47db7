import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { time } from '../theme/tokens'

interface Words {
  text: string
  /** Given for what can be undone. */
  undo?: () => void
}

const Saying = createContext<(words: Words) => void>(() => {})

/** Tells what was done, where everybody sees and hears it, with *Undo* for ten seconds where that can be. */
export function useSay() {
  return useContext(Saying)
}

/** Where it is told. */
export function Said({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<Words | null>(null)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <Saying
      value={(said) => {
        setWords(said)
        setOpen(true)
      }}
    >
      {children}
      <Snackbar
        open={open}
        onClose={(_, reason) => reason !== 'clickaway' && close()}
        autoHideDuration={words?.undo ? time.undo : time.said}
        message={words?.text}
        action={
          words?.undo && (
            <Button
              size="small"
              color="inherit"
              onClick={() => {
                close()
                words.undo?.()
              }}
            >
              Undo
            </Button>
          )
        }
      />
    </Saying>
  )
}
