import { CircleCheck, CircleSlash, MailCheck } from 'lucide-react'
import { StateChip } from '../ui/shown/StateChip'

/** The states that a list of people is narrowed to. */
export const userStates = [
  { key: 'active', label: 'active' },
  { key: 'deactivated', label: 'deactivated' },
]

/** Whether somebody is let in; in a list *active* goes without saying, and what is not stands out. */
export function UserState({ active, invited, listed }: { active: boolean; invited?: boolean; listed?: boolean }) {
  if (invited)
    return (
      <StateChip tone="info" icon={MailCheck}>
        Invited
      </StateChip>
    )
  if (active && listed) return 'Active'
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
