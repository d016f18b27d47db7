import Box from '@mui/material/Box'
import InputBase from '@mui/material/InputBase'
import Typography from '@mui/material/Typography'
import { Check, Search, type LucideIcon } from 'lucide-react'
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { font, size } from '../theme/tokens'
import { Icon } from './Icon'

export interface Choice {
  key: string
  label: string
  /** Quiet words after the label; they are searched too. */
  hint?: string
  icon?: LucideIcon
  /** Choices of one group stand together under its name. */
  group?: string
  chosen?: boolean
}

interface Props {
  label: string
  choices: Choice[]
  onChoose: (choice: Choice) => void
  /** Choices made from what is typed, such as “Search calls for …”; they stand last. */
  fromText?: (text: string) => Choice[]
  nothing?: ReactNode
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

const wordsOf = (text: string) =>
  plain(text)
    .split(/[\s@.·\-_/]+/)
    .filter(Boolean)

/** The choices in which every typed word begins some word. */
export function matching(choices: Choice[], text: string): Choice[] {
  const typed = wordsOf(text)
  return choices.filter((choice) => {
    const words = wordsOf(`${choice.label} ${choice.hint ?? ''}`)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  })
}

/** A search line over a list, one of which is chosen with mouse or keys: the palette, a filter and the customer switcher alike. */
export function Choices({ label, choices, onChoose, fromText, nothing = 'Nothing by that name' }: Props) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const shown = useMemo(
    () => [...matching(choices, text), ...(text.trim() && fromText ? fromText(text.trim()) : [])],
    [choices, text, fromText],
  )
  const current = Math.min(at, shown.length - 1)

  function move(to: number) {
    const next = (to + shown.length) % shown.length
    setAt(next)
    list.current?.children.namedItem(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      Enter: () => shown[current] && onChoose(shown[current]),
    }
    const step = shown.length ? steps[event.key] : undefined
    if (!step || event.nativeEvent.isComposing) return
    event.preventDefault()
    step()
  }

  return (
    <Box>
      <Box
        sx={{ display: 'flex', alignItems: 'center', gap: 2.5, px: 4, borderBottom: 1, borderColor: 'divider', color: 'text.secondary' }}
      >
        <Icon of={Search} />
        <InputBase
          autoFocus
          fullWidth
          placeholder={label}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          inputProps={{
            'aria-label': label,
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': id,
            'aria-activedescendant': shown.length ? `${id}-${current}` : undefined,
            autoComplete: 'off',
            spellCheck: false,
          }}
          sx={{ height: size.searchBar, fontSize: { xs: font.size.touch, sm: font.size.body } }}
        />
      </Box>
      <Box
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        sx={{ maxHeight: `min(${size.choices}px, 50vh)`, overflowY: 'auto', p: 1.5 }}
      >
        {shown.map((choice, index) => (
          <Option
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            current={index === current}
            heading={choice.group !== shown[index - 1]?.group ? choice.group : undefined}
            onPoint={() => setAt(index)}
            onChoose={() => onChoose(choice)}
          />
        ))}
      </Box>
      {!shown.length && (
        <Typography variant="body2" color="text.secondary" sx={{ px: 4, pb: 4 }} role="status">
          {nothing}
        </Typography>
      )}
    </Box>
  )
}

interface OptionProps {
  id: string
  choice: Choice
  current: boolean
  heading?: string
  onPoint: () => void
  onChoose: () => void
}

function Option({ id, choice, current, heading, onPoint, onChoose }: OptionProps) {
  return (
    <>
      {heading && (
        <Typography variant="caption" component="div" role="presentation" color="text.secondary" sx={{ px: 2.5, pt: 2, pb: 1 }}>
          {heading}
        </Typography>
      )}
      <Box
        id={id}
        role="option"
        aria-selected={current}
        onMouseMove={onPoint}
        onClick={onChoose}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          px: 2.5,
          minHeight: { xs: size.touch, sm: size.control },
          borderRadius: `${size.radiusSmall}px`,
          cursor: 'pointer',
          bgcolor: current ? 'action.selected' : undefined,
        }}
      >
        {choice.icon && <Icon of={choice.icon} />}
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          <bdi>{choice.label}</bdi>
        </Box>
        {choice.hint && (
          <Typography variant="caption" color="text.secondary" noWrap sx={{ ml: 'auto', pl: 3 }}>
            {choice.hint}
          </Typography>
        )}
        {choice.chosen && <Icon of={Check} small />}
      </Box>
    </>
  )
}
