import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemButton from '@mui/material/ListItemButton'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { PersonName } from '../../ui/shown/PersonName'
import type { Written } from './comments'
import { mentionable, mentionedIn, typedMention, type Mentionable } from './mention'

const longest = 4000

interface Props {
  label: string
  /** Who sees the call, and so can be mentioned. */
  people: Mentionable[]
  text?: string
  button: string
  pending: boolean
  error?: string
  onWrite: (written: Written) => Promise<unknown>
  onCancel?: () => void
}

/** Where a comment is written; behind an @ those are offered who see the call. */
export function CommentBox({ label, people, text: before = '', button, pending, error, onWrite, onCancel }: Props) {
  const [text, setText] = useState(before)
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const typing = caret === null ? null : typedMention(text, caret)
  const offered = typing ? mentionable(people, typing.typed) : []

  const choose = ({ name }: Mentionable) => {
    if (!typing || caret === null) return
    const then = `${text.slice(0, typing.from)}@${name} ${text.slice(caret)}`
    setText(then)
    setCaret(null)
    const place = typing.from + name.length + 2
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(place, place)
    })
  }

  const write = () => {
    if (!text.trim() || pending) return
    void onWrite({ text, mentions: mentionedIn(text, people).map(({ id }) => id) }).then(
      () => setText(''),
      () => {},
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return write()
    if (!offered.length) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((now) => (now + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[at] ?? offered[0]!)
    else if (event.key === 'Escape') setCaret(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Box sx={{ position: 'relative' }}>
      <TextField
        label={label}
        value={text}
        multiline
        minRows={2}
        maxRows={10}
        fullWidth
        error={!!error}
        helperText={error}
        inputRef={field}
        onChange={(event) => {
          setText(event.target.value)
          setCaret(event.target.selectionStart)
          setAt(0)
        }}
        onBlur={() => setCaret(null)}
        slotProps={{
          htmlInput: {
            maxLength: longest,
            onKeyDown,
            'aria-autocomplete': 'list',
            'aria-controls': offered.length ? list : undefined,
            'aria-activedescendant': offered.length ? `${list}-${at}` : undefined,
          },
        }}
      />
      {offered.length > 0 && (
        <Paper
          id={list}
          role="listbox"
          aria-label="People with access to this call"
          elevation={3}
          sx={{ position: 'absolute', zIndex: 'modal', insetInline: 0, mt: 1, py: 1 }}
        >
          {offered.map((person, place) => (
            <ListItemButton
              key={person.id}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === at}
              selected={place === at}
              tabIndex={-1}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <PersonName name={person.name} />
            </ListItemButton>
          ))}
        </Paper>
      )}
      <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
        <Button variant="outlined" onClick={write} loading={pending} disabled={!text.trim()}>
          {button}
        </Button>
        {onCancel && (
          <Button color="inherit" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </Box>
    </Box>
  )
}
