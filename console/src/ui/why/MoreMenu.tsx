import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Ellipsis, Lock, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../shown/Icon'
import type { Refused } from './reasons'
import { WhyDrawer } from './WhyPanel'

export interface Act {
  label: string
  icon: LucideIcon
  onChoose: () => void
  /** It is behind *More* in any case. */
  grave?: boolean
  /** Given when the server says that it may not be done now; choosing it opens the reason. */
  refused?: Refused
}

/** The less usual and the dangerous acts on a thing, behind one button. */
export function MoreMenu({ acts, label = 'More' }: { acts: Act[]; label?: string }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [why, setWhy] = useState<Refused | null>(null)
  return (
    <>
      <IconButton aria-label={label} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        <Icon of={Ellipsis} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {acts.map((act) => (
          <MenuItem
            key={act.label}
            onClick={() => {
              setAnchor(null)
              if (act.refused) setWhy(act.refused)
              else act.onChoose()
            }}
          >
            <Icon of={act.refused ? Lock : act.icon} small />
            {act.label}
          </MenuItem>
        ))}
      </Menu>
      <WhyDrawer refused={why} onClose={() => setWhy(null)} />
    </>
  )
}
