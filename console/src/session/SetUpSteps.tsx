import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Circle, CircleCheck, CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { listed } from '../ui/shown/words'

/** A step of something that several people set up, one after the other. */
export interface SetUpStep {
  key: string
  title: string
  /** Null or left out: not for the reader to see. */
  done?: boolean | null
  /** What there is to say about it, as it is now. */
  words: ReactNode
  /** Where the reader does it; left out: it is not theirs. */
  to?: string
  /** Who can do it, by name; null: it happens by itself. */
  who: string[] | null
}

/** The steps of one set-up: what is done, what is left and who does it; one's own lead to where they are done. */
export function SetUpSteps({ label, steps }: { label: string; steps: SetUpStep[] }) {
  return (
    <Box component="ol" aria-label={label} sx={{ display: 'grid', gap: 4, maxWidth: size.readingPage }}>
      {steps.map((step) => (
        <StepLine key={step.key} step={step} />
      ))}
    </Box>
  )
}

const looks = {
  true: { icon: CircleCheck, word: 'Done' },
  false: { icon: Circle, word: 'To do' },
  null: { icon: CircleHelp, word: 'Not shown to you' },
}

function StepLine({ step: { title, done, words, to, who } }: { step: SetUpStep }) {
  const { icon, word } = looks[`${done ?? null}`]
  const able = to ? 'You can do this.' : who?.length ? `${listed(who)} can do this.` : 'Nobody can do this yet.'
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3 }}>
      <Box
        component="span"
        role="img"
        aria-label={word}
        sx={{ color: done ? 'tone.good.main' : 'text.secondary', display: 'flex', mt: 0.5 }}
      >
        <Icon of={icon} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 500 }}>
          {to && done !== true ? <Link to={to}>{title}</Link> : title}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
          {words} {done !== true && who && able}
        </Typography>
      </Box>
    </Box>
  )
}
