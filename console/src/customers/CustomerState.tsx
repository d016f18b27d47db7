import { CircleCheck, CirclePause, Lock } from 'lucide-react'
import { StateChip } from '../ui/shown/StateChip'

/** The state of a customer in a word. */
export function CustomerState({ closed, insights }: { closed: boolean; insights: boolean }) {
  if (closed)
    return (
      <StateChip tone="danger" icon={Lock}>
        Closed
      </StateChip>
    )
  return insights ? (
    <StateChip tone="good" icon={CircleCheck}>
      Insights active
    </StateChip>
  ) : (
    <StateChip icon={CirclePause}>No Insights</StateChip>
  )
}
