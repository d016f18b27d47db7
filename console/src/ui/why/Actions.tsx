import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { Fragment, useState, type ReactNode } from 'react'
import { screen } from '../../theme/tokens'
import { MoreMenu, type Act } from './MoreMenu'
import type { Refused } from './reasons'
import { WhyDrawer } from './WhyPanel'

interface Props {
  /** The most usual first. */
  acts: Act[]
  /** How many stand out as buttons; on a phone, one. */
  shown?: number
  /** Stands between the buttons and *More*, not on a phone. */
  children?: ReactNode
}

/** What the reader can do with a thing: a few buttons, the rest behind *More*. What is not theirs to do is not among it. */
export function Actions({ acts, shown = 3, children }: Props) {
  const phone = useMediaQuery(screen.phone, { noSsr: true })
  const mine = acts.filter((act) => !act.refused)
  const usual = mine.filter((act) => !act.grave).slice(0, phone ? 1 : shown)
  const rest = mine.filter((act) => !usual.includes(act))
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {usual.map((act) => (
        <Button key={act.label} variant="outlined" onClick={act.onChoose}>
          {act.label}
        </Button>
      ))}
      {!phone && children}
      {rest.length > 0 && <MoreMenu acts={rest} />}
    </Box>
  )
}

/** The acts that are others' to do, in one quiet line; each says why, and who can help. */
export function NotYours({ acts }: { acts: Act[] }) {
  const [why, setWhy] = useState<Refused | null>(null)
  const refused = acts.filter((act) => act.refused)
  if (!refused.length) return null
  return (
    <Typography variant="body2" component="div" color="text.secondary" sx={{ mb: 5, mt: -2 }}>
      Not available to you:{' '}
      {refused.map((act, place) => (
        <Fragment key={act.label}>
          {place > 0 && ', '}
          <ButtonBase
            aria-haspopup="dialog"
            onClick={() => setWhy(act.refused!)}
            sx={{
              typography: 'body2',
              verticalAlign: 'baseline',
              textDecoration: 'underline',
              textDecorationStyle: 'dotted',
              textUnderlineOffset: '0.25em',
            }}
          >
            {act.label}
          </ButtonBase>
        </Fragment>
      ))}
      <WhyDrawer refused={why} onClose={() => setWhy(null)} />
    </Typography>
  )
}
