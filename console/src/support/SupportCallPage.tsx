import Box from '@mui/material/Box'
import { KeyRound } from 'lucide-react'
import { useParams } from 'react-router'
import { Summary } from '../calls/Summary'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { useCrumb } from '../ui/page/crumbs'
import { EntityHeader } from '../ui/page/EntityHeader'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Notice } from '../ui/page/states'
import { duration, Moment } from '../ui/shown/Moment'
import { Until } from '../ui/shown/Until'
import { useSupportCall } from './support'

/** One call that a customer lets a member of staff look at: its summary, until that ends. */
export function Component() {
  const { customer = '', id = '' } = useParams()
  useCrumb('Calls opened for you', '/support-calls')
  const call = useSupportCall(customer, id)
  return (
    <Guarded page="supportCalls">
      <Loaded query={call} skeleton={<PageSkeleton />} what="call" back="/support-calls" alone>
        {(found) => (
          <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
            <Notice icon={KeyRound}>
              <span>
                A customer gave you access to this summary. Its owner can see that you opened it.{' '}
                {found.openUntil && <Until at={found.openUntil} first />}.
              </span>
            </Notice>
            <EntityHeader
              title={found.title}
              facts={{
                owner: <bdi>{found.owner.name}</bdi>,
                account: found.account && <bdi>{found.account}</bdi>,
                start: <Moment at={found.start} />,
                length: duration(found.durationSeconds),
              }}
            />
            <Summary call={found} alone />
          </Box>
        )}
      </Loaded>
    </Guarded>
  )
}
