import { useColorScheme } from '@mui/material/styles'
import { Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useCallOffers } from '../calls/palette'
import { useCustomerOffers } from '../directory/palette'
import { levelOffers } from '../levels/room'
import { machineOffers } from '../machines/room'
import { profileOffers } from '../profile/room'
import type { ActChoice, Here, Offers } from '../session/room'
import { staffOffers } from '../staff/room'
import { useTeamOffers } from '../teams/palette'
import { useUserOffers } from '../users/palette'
import { whyOffers } from '../why/room'
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

/** What every room offers for what is typed: things to do, and what was found. */
export function useOffers(here: Here, text: string, ways: Ways) {
  const [now] = useState(() => new Date())
  const offers = [
    useUserOffers(here, text),
    useCustomerOffers(here, text),
    useCallOffers(here, text, now),
    useTeamOffers(here, text),
    levelOffers(here),
    machineOffers(here),
    staffOffers(here),
    profileOffers(here),
    whyOffers(here),
    useFrameOffers(ways),
  ]
  return {
    acts: offers.flatMap(({ acts = [] }) => acts).flatMap((act): ActChoice[] => (act ? [{ ...act, group: 'Actions' }] : [])),
    found: offers.flatMap(({ found = [] }) => found),
    waiting: offers.some(({ waiting }) => waiting),
  }
}
