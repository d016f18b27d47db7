import Dialog from '@mui/material/Dialog'
import { Phone, MessageCircleQuestion } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useNavigate } from 'react-router'
import { size } from '../theme/tokens'
import { Choices, type Choice } from '../ui/Choices'
import type { Place } from './places'

interface Props {
  open: boolean
  onOpen: () => void
  onClose: () => void
  places: Place[]
}

const typing = 'input, textarea, select, [contenteditable="true"]'

/** Search and commands: `Ctrl K` anywhere, `/` where nothing is being typed. */
export function Palette({ open, onOpen, onClose, places }: Props) {
  const go = useNavigate()

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      const slash =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !(event.target as Element | null)?.closest?.(typing)
      if (!command && !slash) return
      event.preventDefault()
      onOpen()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onOpen])

  const fromText = useCallback(
    (text: string): Choice[] => {
      const calls = places.find((place) => place.key === 'calls')
      const ask = places.find((place) => place.key === 'ask')
      return [
        ...(calls ? [{ key: `${calls.to}?text=${encodeURIComponent(text)}`, label: `Search calls for “${text}”`, icon: Phone }] : []),
        ...(ask ? [{ key: `${ask.to}?q=${encodeURIComponent(text)}`, label: `Ask “${text}”`, icon: MessageCircleQuestion }] : []),
      ]
    },
    [places],
  )

  return (
    <Dialog
      open={open}
      onClose={onClose}
      slotProps={{
        paper: {
          'aria-label': 'Search and commands',
          sx: { width: size.palette, maxWidth: `calc(100vw - ${size.grid * 6}px)`, m: 3, position: 'fixed', top: { xs: 12, sm: '14vh' } },
        },
      }}
    >
      <Choices
        label="Go to a page or search"
        choices={places.map((place) => ({ key: place.to, label: place.label, hint: place.hint, icon: place.icon, group: place.group }))}
        fromText={fromText}
        onChoose={(choice) => {
          onClose()
          void go(choice.key)
        }}
      />
    </Dialog>
  )
}
