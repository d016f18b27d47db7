import { useColorScheme } from '@mui/material/styles'
import { Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import type { ActChoice, Here, Offers, Palette } from '../session/room'
import { modes } from './modes'

interface Ways {
  signOut: () => void
  help: () => void
}

/** What the frame itself lets one do from anywhere. */
function useFrameOffers({ signOut, help }: Ways): Offers {
  const { setMode } = useColorScheme()
  return {
    acts: [
      ...modes.map(({ mode, label, icon }) => ({
        key: mode,
        label: `Theme: ${label.toLowerCase()}`,
        hint: 'appearance',
        icon,
        run: () => setMode(mode),
      })),
      { key: 'keys', label: 'Keyboard shortcuts', hint: 'help, keys', icon: Keyboard, run: help },
      { key: 'out', label: 'Sign out', hint: 'leave', icon: LogOut, run: signOut },
    ],
  }
}

const palettes = Object.values(import.meta.glob<Palette>('../*/palette.ts', { eager: true, import: 'palette' })).sort(
  (one, other) => one.order - other.order,
)

/** What every room offers for what is typed: things to do, and what was found. */
export function useOffers(here: Here, text: string, ways: Ways) {
  const [now] = useState(() => new Date())
  const frame = useFrameOffers(ways)
  const offers: Offers[] = []
  // The rooms are the same at each rendering, and so are their hooks.
  // oxlint-disable-next-line react/rules-of-hooks
  for (const { useOffers } of palettes) offers.push(useOffers(here, text, now))
  offers.push(frame)
  return {
    acts: offers.flatMap(({ acts = [] }) => acts).flatMap((act): ActChoice[] => (act ? [{ ...act, group: 'Actions' }] : [])),
    found: offers.flatMap(({ found = [] }) => found),
    waiting: offers.some(({ waiting }) => waiting),
  }
}
