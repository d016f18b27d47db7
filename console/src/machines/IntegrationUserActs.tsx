import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { BadgeCheck, Ban, ListChecks, UserRoundCog } from 'lucide-react'
import { useState } from 'react'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { MoreMenu } from '../ui/why/MoreMenu'
import type { Refused } from '../ui/why/reasons'
import { RefusedButton } from '../ui/why/WhyPanel'
import type { IntegrationUser } from './integrationUsers'

const ApproveDrawer = laterDrawer(() => import('./ApproveDrawer').then((file) => file.ApproveDrawer), isOpen)
const HandOverDrawer = laterDrawer(() => import('./HandOverDrawer').then((file) => file.HandOverDrawer), isOpen)
const ScopesDrawer = laterDrawer(() => import('./ScopesDrawer').then((file) => file.ScopesDrawer), isOpen)

/** What can be done with an integration user; what may not be done now says why. */
export function IntegrationUserActs({ customer, integrationUser }: { customer: string; integrationUser: IntegrationUser }) {
  const [open, setOpen] = useState<'approve' | 'owner' | 'scopes' | null>(null)
  const drawer = { customer, integrationUser, onClose: () => setOpen(null) }
  const refused = (act: 'approve' | 'manage', permission: string): Refused | undefined => {
    const may = integrationUser.can[act]
    return may?.allowed ? undefined : { sentence: may?.why ?? '', permission }
  }
  const approve = refused('approve', 'integration/approve')
  const manage = refused('manage', 'integration-user/manage')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {!integrationUser.approved &&
        !integrationUser.approvedFrom &&
        (approve ? (
          <RefusedButton refused={approve}>Approve</RefusedButton>
        ) : (
          <Button variant="contained" startIcon={<Icon of={BadgeCheck} small />} onClick={() => setOpen('approve')}>
            Approve
          </Button>
        ))}
      <MoreMenu
        acts={[
          { label: 'Change permissions', icon: ListChecks, onChoose: () => setOpen('scopes'), refused: manage },
          { label: 'Hand over to another owner', icon: UserRoundCog, onChoose: () => setOpen('owner'), refused: manage },
          ...(integrationUser.approved || integrationUser.approvedFrom
            ? [{ label: 'Withdraw approval', icon: Ban, onChoose: () => setOpen('approve'), refused: approve }]
            : []),
        ]}
      />
      <ApproveDrawer {...drawer} open={open === 'approve'} />
      <HandOverDrawer {...drawer} open={open === 'owner'} />
      <ScopesDrawer {...drawer} open={open === 'scopes'} />
    </Box>
  )
}
