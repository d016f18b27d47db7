import Dialog from '@mui/material/Dialog'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ActChoice, NavItem } from '../session/room'
import { useMe } from '../session/session'
import { size } from '../theme/tokens'
import { Choices } from '../ui/list/Choices'
import { useOffers } from './offers'

interface Props {
  open: boolean
  onClose: () => void
  items: NavItem[]
  /** The customer one is in. */
  customer?: string
  onSignOut: () => void
  onHelp: () => void
  /** What was typed before this was there. */
  early: () => string
}

/** Search and commands over pages, actions, people and calls, each only for whom it is. */
export default function Palette({ open, onClose, ...rest }: Props) {
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
      <Everything {...rest} onClose={onClose} />
    </Dialog>
  )
}

function Everything({ onClose, items, customer, onSignOut, onHelp, early }: Omit<Props, 'open'>) {
  const me = useMe()
  const go = useNavigate()
  const [text, setText] = useState('')
  const { acts, found, waiting } = useOffers({ me, customer }, text, { signOut: onSignOut, help: onHelp })
  const pages: ActChoice[] = items.map(({ to, label, hint, icon, group }) => ({ key: to, label, hint, icon, group }))
  return (
    <Choices
      label="Go to a page or search"
      early={early}
      choices={[...pages, ...acts]}
      onType={setText}
      found={found}
      nothing={waiting ? 'Searching…' : undefined}
      onChoose={(choice: ActChoice) => {
        onClose()
        if (choice.run) choice.run()
        else void go(choice.key)
      }}
    />
  )
}
