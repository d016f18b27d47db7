import { Ban, CircleCheck, Clock, Undo2 } from 'lucide-react'
import type { Request } from '../directory/requests'
import { StateChip } from '../ui/shown/StateChip'

/** The state of a request, as a chip. */
export function StateOf({ request: { state } }: { request: Request }) {
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
