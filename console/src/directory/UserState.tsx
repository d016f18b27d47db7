import { CircleCheck, CircleSlash } from 'lucide-react'
import { StateChip } from '../ui/StateChip'

/** Whether somebody is let in. */
export function UserState({ active }: { active: boolean }) {
  return active ? (
    <StateChip tone="good" icon={CircleCheck}>
      Active
    </StateChip>
  ) : (
    <StateChip tone="danger" icon={CircleSlash}>
      Deactivated
    </StateChip>
  )
}
