import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { UserPlus } from 'lucide-react'
import { useRequests } from '../directory/requests'
import { Asked } from '../requests/Asked'
import { StateOf } from '../requests/StateOf'
import { Withdraw } from '../requests/Withdraw'
import type { Me } from '../session/session'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { Section } from '../ui/page/Page'
import { Icon } from '../ui/shown/Icon'
import { capital } from '../ui/shown/words'

const AskDrawer = laterDrawer(() => import('../requests/AskDrawer').then((file) => file.AskDrawer), isOpen)

/** The access one asked for, or was to be given, what became of it, and the way to ask for more. */
export function MyRequests({ me, customer }: { me: Me; customer: string }) {
  const requests = useRequests(customer, null, { mine: true })
  const [asking, setAsking] = useAct('ask')
  const mine = requests.items
  return (
    <Section title="My requests">
      {mine.length > 0 ? (
        <Box component="ul" aria-label="My requests" sx={{ display: 'grid', gap: 4 }}>
          {mine.map((request) => (
            <li key={request.id}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
                <span>
                  {capital(request.what)}
                  {request.subject.id !== me.id && (
                    <>
                      {' for '}
                      <bdi>{request.subject.name}</bdi>
                    </>
                  )}
                </span>
                <StateOf request={request} />
                {request.can.withdraw?.allowed && <Withdraw customer={customer} request={request} />}
              </Box>
              <Asked request={request} mine={request.requester.id === me.id} />
            </li>
          ))}
        </Box>
      ) : (
        <Typography color="text.secondary">You have not requested any access.</Typography>
      )}
      <Button variant="outlined" startIcon={<Icon of={UserPlus} small />} onClick={() => setAsking(true)} sx={{ mt: 4 }}>
        Request access
      </Button>
      <AskDrawer customer={customer} open={asking} onClose={() => setAsking(false)} />
    </Section>
  )
}
