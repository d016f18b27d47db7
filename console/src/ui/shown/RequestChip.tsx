import { Ban, CircleCheck, Clock, Undo2 } from 'lucide-react'
import { StateChip } from './StateChip'

/** The state of a request, as a chip. */
export function RequestChip({ state }: { state: 'open' | 'approved' | 'declined' | 'withdrawn' }) {
  if (state === 'approved')
    return (
      <StateChip tone="good" icon={CircleCheck}>
        Approved
      </StateChip>
    )
  if (state === 'declined') return <StateChip icon={Ban}>Declined</StateChip>
  if (state === 'withdrawn') return <StateChip icon={Undo2}>Withdrawn</StateChip>
  return (
    <StateChip tone="attention" icon={Clock}>
      Open
    </StateChip>
  )
}
