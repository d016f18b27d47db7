import { BadgeCheck, Hourglass } from 'lucide-react'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import type { IntegrationUser } from './integrationUsers'

/** Whether it runs: in a word. What reads calls and was approved by who made it waits a day after its teams were notified. */
export function Approval({
  integrationUser: { approved, approvedFrom },
}: {
  integrationUser: Pick<IntegrationUser, 'approved' | 'approvedFrom'>
}) {
  if (approved)
    return (
      <StateChip tone="good" icon={BadgeCheck}>
        Approved
      </StateChip>
    )
  return (
    <StateChip tone="attention" icon={Hourglass}>
      {approvedFrom ? (
        <>
          Approval takes effect <Moment at={approvedFrom} />
        </>
      ) : (
        'Not approved'
      )}
    </StateChip>
  )
}
