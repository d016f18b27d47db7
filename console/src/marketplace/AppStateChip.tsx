import { Ban, CircleCheck, CirclePause, Clock, PackageCheck, Store } from 'lucide-react'
import { StateChip } from '../ui/shown/StateChip'
import type { AppState } from './marketplace'

const looks = {
  requested: { tone: 'attention', icon: Clock, word: 'Requested' },
  approved: { tone: 'info', icon: PackageCheck, word: 'Approved' },
  active: { tone: 'good', icon: CircleCheck, word: 'Active' },
  disabled: { tone: 'neutral', icon: CirclePause, word: 'Disabled' },
  declined: { tone: 'danger', icon: Ban, word: 'Deleted' },
} as const

/** The state of an app in a tenant; a declined one is shown as deleted until it is removed. */
export function AppStateChip({ state }: { state?: AppState | null }) {
  const { tone, icon, word } = state ? looks[state] : ({ tone: 'neutral', icon: Store, word: 'Available' } as const)
  return (
    <StateChip tone={tone} icon={icon}>
      {word}
    </StateChip>
  )
}
