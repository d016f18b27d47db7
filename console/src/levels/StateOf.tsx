import { Ban, CircleCheck, Clock } from 'lucide-react'
import { StateChip } from '../ui/shown/StateChip'
import type { Request } from './levels'

/** The state of a request, as a chip. */
export function StateOf({ request: { state } }: { request: Request }) {
  if (state === 'approved')
    return (
      <StateChip tone="good" icon={CircleCheck}>
        Approved
      </StateChip>
    )
  if (state === 'declined') return <StateChip icon={Ban}>Declined</StateChip>
  return (
    <StateChip tone="attention" icon={Clock}>
      Open
    </StateChip>
  )
}
