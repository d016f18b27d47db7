import Box from '@mui/material/Box'
import InputBase from '@mui/material/InputBase'
import Typography from '@mui/material/Typography'
import { Check, Search } from 'lucide-react'
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { font, size } from '../../theme/tokens'
import { matching, type Choice } from './matching'
import { composing } from '../hooks/keyboard'
import { Icon } from '../shown/Icon'

export type { Choice } from './matching'

interface Props {
  label: string
  choices: Choice[]
  onChoose: (choice: Choice) => void
  /** Choices made from what is typed, such as “Search calls for …”; they come last. */
  fromText?: (text: string) => Choice[]
  /** Told what is typed, by whoever finds choices elsewhere. */
  onType?: (text: string) => void
  /** What was found elsewhere for what is typed; it is shown as it is, after the choices that match. */
  found?: Choice[]
  nothing?: ReactNode
  /** What was typed before this was there; asked once. */
  early?: () => string
}

/** A search line over a list, one of which is chosen with mouse or keys: the palette, a filter and the customer switcher alike. */
export function Choices({ label, choices, onChoose, fromText, onType, found, nothing = 'No matches', early }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const shown = useMemo(
    () => [...matching(choices, text), ...(found ?? []), ...(text.trim() && fromText ? fromText(text.trim()) : [])],
    [choices, text, fromText, found],
  )
  const groups = useMemo(() => grouped(shown), [shown])
  const current = Math.min(at, shown.length - 1)

  function type(next: string) {
    setText(next)
    setAt(0)
    onType?.(next)
  }

  function onFocus() {
    const typed = early?.()
    if (typed) type(typed)
  }

  function move(to: number) {
    const next = (to + shown.length) % shown.length
    setAt(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      Enter: () => shown[current] && onChoose(shown[current]),
    }
    const step = shown.length ? steps[event.key] : undefined
    if (!step || composing(event)) return
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
          onFocus={onFocus}
          onChange={(event) => type(event.target.value)}
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
      <Box id={id} role="listbox" aria-label={label} sx={{ maxHeight: `min(${size.choices}px, 50vh)`, overflowY: 'auto', p: 1.5 }}>
        {groups.map(({ name, from, choices }) => {
          const options = choices.map((choice, place) => (
            <Option
              key={choice.key}
              id={`${id}-${from + place}`}
              choice={choice}
              current={from + place === current}
              onPoint={() => setAt(from + place)}
              onChoose={() => onChoose(choice)}
            />
          ))
          return name ? (
            <Box key={name + from} role="group" aria-label={name}>
              <Typography variant="caption" component="div" aria-hidden color="text.secondary" sx={{ px: 2.5, pt: 2, pb: 1 }}>
                {name}
              </Typography>
              {options}
            </Box>
          ) : (
            options
          )
        })}
      </Box>
      {!shown.length && (
        <Typography variant="body2" color="text.secondary" sx={{ px: 4, pb: 4 }} role="status">
          {nothing}
        </Typography>
      )}
    </Box>
  )
}

/** Neighbours of one group, together, with the place of the first. */
function grouped(shown: Choice[]): { name?: string; from: number; choices: Choice[] }[] {
  const groups: { name?: string; from: number; choices: Choice[] }[] = []
  shown.forEach((choice, from) => {
    const last = groups.at(-1)
    if (last && last.name === choice.group) last.choices.push(choice)
    else groups.push({ name: choice.group, from, choices: [choice] })
  })
  return groups
}

interface OptionProps {
  id: string
  choice: Choice
  current: boolean
  onPoint: () => void
  onChoose: () => void
}

function Option({ id, choice, current, onPoint, onChoose }: OptionProps) {
  return (
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
      <Box
        component="span"
        sx={{ flex: '0 1 auto', minWidth: 0, maxWidth: '75%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        <bdi>{choice.label}</bdi>
      </Box>{' '}
      {choice.hint && (
        <Typography variant="caption" color="text.secondary" noWrap sx={{ flex: '1 1 0', minWidth: 0, textAlign: 'end' }}>
          <bdi>{choice.hint}</bdi>
        </Typography>
      )}
      {choice.chosen && <Icon of={Check} small />}
    </Box>
  )
}
