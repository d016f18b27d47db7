import ButtonBase from '@mui/material/ButtonBase'
import Box from '@mui/material/Box'
import Popover from '@mui/material/Popover'
import { ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { size } from '../theme/tokens'
import { Choices, type Choice } from './Choices'
import { Icon } from './Icon'

interface Props {
  /** How the sentence goes on while nothing is chosen: “of anyone”. */
  any: string
  /** What the chosen label is put after: “of”. */
  before?: string
  label: string
  choices: Choice[]
  value: string | null
  onChange: (value: string | null) => void
}

/** One part of the sentence a list is filtered by; it opens its choices, and gives the chosen one up by its cross. */
export function FilterChip({ any, before, label, choices, value, onChange }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const chosen = value === null ? undefined : (choices.find((choice) => choice.key === value)?.label ?? value)
  const words = chosen === undefined ? any : [before, chosen].filter(Boolean).join(' ')
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        maxWidth: '100%',
        borderRadius: `${size.radiusSmall}px`,
        border: 1,
        borderColor: chosen === undefined ? 'divider' : 'transparent',
        bgcolor: chosen === undefined ? 'background.paper' : 'tone.accent.soft',
        color: chosen === undefined ? 'text.secondary' : 'tone.accent.main',
      }}
    >
      <ButtonBase
        aria-haspopup="listbox"
        aria-label={`${label}: ${words}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ typography: 'body2', gap: 1.5, px: 2.5, minHeight: { xs: 40, sm: 30 }, minWidth: 0, borderRadius: 'inherit' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {words}
        </Box>
        {chosen === undefined && <Icon of={ChevronDown} small />}
      </ButtonBase>
      {chosen !== undefined && (
        <ButtonBase aria-label={`Clear: ${words}`} onClick={() => onChange(null)} sx={{ px: 2, borderRadius: 'inherit' }}>
          <Icon of={X} small />
        </ButtonBase>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { 'aria-label': label, role: 'dialog', sx: { width: 320, mt: 1 } } }}
      >
        <Choices
          label={label}
          choices={choices.map((choice) => ({ ...choice, chosen: choice.key === value }))}
          onChoose={(choice) => {
            setAnchor(null)
            onChange(choice.key)
          }}
        />
      </Popover>
    </Box>
  )
}
