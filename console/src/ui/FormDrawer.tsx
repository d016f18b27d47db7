import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Problem } from '../api/problem'
import { Drawer } from './Drawer'
import { keys, pressed, shortcuts } from './keys'
import { WhyWords } from './WhyPanel'

interface Props {
  title: string
  open: boolean
  onClose: () => void
  /** What the button does, in words. */
  verb: string
  /** What the button does cannot be undone. */
  danger?: boolean
  waiting: boolean
  /** Why the last try did not succeed; faults of single fields stand at the fields too. */
  fault: Error | null
  /** Given where somebody else may change the same thing: takes it as it is now. */
  onReload?: () => unknown
  /** Given where what was typed can stand over what somebody else made of it: sends it so. */
  onKeep?: () => unknown
  onSubmit: () => void
  children: ReactNode
}

/** A drawer that changes something. `Ctrl Enter` does it; what went wrong takes the focus; what was typed stays, also when it is closed by accident. */
export function FormDrawer({ title, open, onClose, verb, danger, waiting, fault, onReload, onKeep, onSubmit, children }: Props) {
  const queries = useQueryClient()
  // A change that a rule refused, that came too late, or whose thing is gone, says that the page behind shows what is no more.
  function close() {
    onClose()
    if (fault instanceof Problem && [404, 409, 412].includes(fault.status)) void queries.invalidateQueries()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!pressed(event, keys.save) || waiting) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <Drawer
      title={title}
      open={open}
      onClose={close}
      actions={
        <>
          <Button color="inherit" onClick={close}>
            Cancel
          </Button>
          <Button
            variant="contained"
            color={danger ? 'error' : 'primary'}
            loading={waiting}
            aria-keyshortcuts={shortcuts(keys.save)}
            onClick={onSubmit}
          >
            {verb}
          </Button>
        </>
      }
    >
      <Box
        component="form"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          if (!waiting) onSubmit()
        }}
        sx={{ display: 'grid', gap: 4 }}
      >
        {fault && !waiting && <Fault of={fault} verb={verb} onReload={onReload} onKeep={onKeep} />}
        {children}
      </Box>
    </Drawer>
  )
}

/** What did not succeed, in words that take the focus: a refusal with its reason, a fault, or what somebody else changed meanwhile. */
function Fault({ of, verb, onReload, onKeep }: { of: Error } & Pick<Props, 'verb' | 'onReload' | 'onKeep'>) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [of])
  const problem = of instanceof Problem ? of : undefined
  const stale = problem?.status === 409 || problem?.status === 412
  const both = problem?.status === 412 && onKeep !== undefined
  return (
    <Box
      ref={box}
      role="alert"
      tabIndex={-1}
      sx={{ px: 4, py: 3, borderRadius: 1, typography: 'body2', color: 'tone.danger.main', bgcolor: 'tone.danger.soft' }}
    >
      {problem?.why ? <WhyWords why={problem.why} /> : of.message}
      {problem?.status === 0 &&
        ` What you typed is kept here. Press “${verb}” again when the server is back: it is done once, even if it arrived.`}
      {both && ' Reload to see what it is now, without what you typed; or keep yours, over what they made of it.'}
      {stale && onReload && (
        <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
          <Button size="small" variant="outlined" onClick={() => void onReload()}>
            {both ? 'Reload' : 'See it as it is now'}
          </Button>
          {both && (
            <Button size="small" variant="outlined" onClick={() => void onKeep()}>
              Keep mine
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}
