import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Problem } from '../../api/problem'
import { keyboard, pressed, shortcuts } from '../hooks/keyboard'
import { WhyWords } from '../why/WhyPanel'
import { Drawer } from './Drawer'

/** What `useDrawer` gives to a drawer. */
export interface DrawerParts {
  open: boolean
  onClose: () => void
  waiting: boolean
  /** What it does is not shown yet: until then it cannot be done. */
  held?: boolean
  /** Why the last try did not succeed; faults of single fields are at the fields too. */
  fault: Error | null
  onSubmit: () => void
  /** Takes the thing as it is now. */
  onReload?: () => unknown
  /** Given where what was typed can stand over what somebody else made of it: sends it so. */
  onKeep?: () => unknown
}

interface Props extends DrawerParts {
  title: string
  /** What the button does, in words. */
  verb: string
  /** What the button does cannot be undone. */
  danger?: boolean
  children: ReactNode
}

/** A drawer that changes something. `Ctrl Enter` does it; what went wrong takes the focus; what was typed stays, also when it is closed by accident. */
export function FormDrawer({ title, open, onClose, verb, danger, waiting, held, fault, onReload, onKeep, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    if (!pressed(event, keyboard.save) || waiting || held) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      onKeyDown={onKeyDown}
      actions={
        <>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="contained"
            color={danger ? 'error' : 'primary'}
            loading={waiting}
            disabled={held}
            aria-keyshortcuts={shortcuts(keyboard.save)}
            onClick={onSubmit}
          >
            {verb}
          </Button>
        </>
      }
    >
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!waiting && !held) onSubmit()
        }}
        sx={{ display: 'grid', gap: 4 }}
      >
        {fault && !waiting && <Fault of={fault} verb={verb} onReload={onReload} onKeep={onKeep} />}
        {children}
        <FocusFirst within={form} />
      </Box>
    </Drawer>
  )
}

const fields = ['input', 'textarea', 'select']
  .map((tag) => `${tag}:not([type=hidden], [type=radio]:not(:checked), [tabindex="-1"], [aria-hidden=true], :disabled)`)
  .join()

/** Gives the focus to the first field once the drawer is there; of choices, to the one that is made. */
function FocusFirst({ within }: { within: RefObject<HTMLFormElement | null> }) {
  useEffect(() => within.current?.querySelector<HTMLElement>(fields)?.focus({ preventScroll: true }), [within])
  return null
}

/** What did not succeed, in words that take the focus: a refusal with its reason, a fault, or what somebody else changed meanwhile. */
function Fault({ of, verb, onReload, onKeep }: { of: Error } & Pick<Props, 'verb' | 'onReload' | 'onKeep'>) {
  const box = useRef<HTMLDivElement>(null)
  // It comes again with every try.
  useEffect(() => box.current?.focus(), [])
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
      {problem?.status === 0 && ` Your input is kept. Press “${verb}” again when the server is back; it is done only once.`}
      {both && ' Reload to see the current version and lose your input, or keep yours and replace theirs.'}
      {stale && onReload && (
        <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
          <Button size="small" variant="outlined" onClick={() => void onReload()}>
            {both ? 'Reload' : 'Show current version'}
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
