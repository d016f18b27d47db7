import { BadgeCheck, Hourglass } from 'lucide-react'
import { StateChip } from '../ui/shown/StateChip'

/** Whether it runs: in a word. */
export function Approval({ approved }: { approved: boolean }) {
  return approved ? (
    <StateChip tone="good" icon={BadgeCheck}>
      Approved
    </StateChip>
  ) : (
    <StateChip tone="attention" icon={Hourglass}>
      Not approved
    </StateChip>
  )
}
