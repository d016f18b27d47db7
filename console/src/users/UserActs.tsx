import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Building2, Crown, IdCard, PencilLine, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useLeaveAct } from '../ui/hooks/act'
import { MoreMenu, type Act } from '../ui/why/MoreMenu'
import type { Refused } from '../ui/why/reasons'
import { RefusedButton } from '../ui/why/WhyPanel'
import type { AboutUser } from './people'
import { ConnectRoleDrawer, CustomRolesDrawer, NameDrawer, TenantsDrawer } from './UserForms'
import { AppointDrawer, DeactivateDrawer, ReactivateDrawer } from './UserStateDrawers'
import { WhyMay } from './WhyMay'

const drawers = {
  connect: ConnectRoleDrawer,
  name: NameDrawer,
  roles: CustomRolesDrawer,
  tenants: TenantsDrawer,
  appoint: AppointDrawer,
  deactivate: DeactivateDrawer,
  reactivate: ReactivateDrawer,
}

/** The forms that a link may open, and under which name the server says whether they may be used. */
const linkable = new Map<keyof typeof drawers, string>([
  ['connect', 'assignRole'],
  ['roles', 'assignRole'],
  ['tenants', 'assignTenant'],
  ['reactivate', 'deactivate'],
])

/** What can be done with a user; what may not be done now says why. */
export function UserActs({ customer, user }: AboutUser) {
  const [params] = useSearchParams()
  const leave = useLeaveAct()
  const asked = params.get('act')
  // A link may lead to the form itself, where the server says that it may be used; it decides again when it is sent.
  const linked = [...linkable].find(([key, can]) => key === asked && user.can[can]?.allowed)?.[0] ?? null
  const [open, setOpen] = useState<keyof typeof drawers | null>(linked)
  function close() {
    setOpen(null)
    if (asked !== null) leave()
  }
  const refused = (can: string, permission: string): Refused | undefined =>
    user.can[can]?.allowed ? undefined : { sentence: user.can[can]?.why ?? '', permission, id: user.email }
  const act = (key: keyof typeof drawers, label: string, icon: Act['icon'], can: string, permission: string): Act => ({
    label,
    icon,
    onChoose: () => setOpen(key),
    refused: refused(can, permission),
  })
  const noRole = refused('assignRole', 'role/assign')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {noRole ? (
        <RefusedButton refused={noRole}>Change Connect role</RefusedButton>
      ) : (
        <Button variant="outlined" onClick={() => setOpen('connect')}>
          Change Connect role
        </Button>
      )}
      <WhyMay customer={customer} user={user} />
      <MoreMenu
        acts={[
          act('name', 'Edit name', PencilLine, 'edit', 'user/edit'),
          act('roles', 'Set custom roles', IdCard, 'assignRole', 'role/assign'),
          act('tenants', 'Assign tenants', Building2, 'assignTenant', 'tenant/assign'),
          act('appoint', 'Appoint as first Organization Admin', Crown, 'appoint', 'organization-admin/appoint'),
          user.active
            ? act('deactivate', 'Deactivate: refuse them everywhere', UserX, 'deactivate', 'user/deactivate')
            : act('reactivate', 'Reactivate', UserCheck, 'reactivate', 'user/deactivate'),
        ]}
      />
      {Object.entries(drawers).map(([key, Form]) => (
        <Form
          key={key}
          customer={customer}
          user={user}
          open={open === key}
          onClose={close}
          give={key === asked ? (params.get('give') ?? undefined) : undefined}
        />
      ))}
    </Box>
  )
}
