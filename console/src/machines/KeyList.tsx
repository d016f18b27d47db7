import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { KeyRound, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChanged } from '../api/queries'
import { measure, size } from '../theme/tokens'
import { EmptyState } from '../ui/page/EmptyState'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { MoreMenu } from '../ui/why/MoreMenu'
import { RefusedButton } from '../ui/why/WhyPanel'
import { KeyLine } from './KeyLine'
import { KeyShown } from './KeyShown'
import { useTeamNames } from '../teams/teams'
import { type Key, type KeyMade, type IntegrationUser } from './integrationUsers'
import { scopeWords } from './scopes'

const CreateKeyDrawer = laterDrawer(() => import('./KeyDrawers').then((file) => file.CreateKeyDrawer), isOpen)
const RotateDrawer = laterDrawer(() => import('./KeyDrawers').then((file) => file.RotateDrawer), isOpen)
const RevokeDrawer = laterDrawer(() => import('./KeyDrawers').then((file) => file.RevokeDrawer), isOpen)

/** The active keys of an integration user, the newest first. One that a newer takes the place of says so, and counts down. */
export function KeyList({ customer, integrationUser }: { customer: string; integrationUser: IntegrationUser }) {
  const changed = useChanged()
  const teamName = useTeamNames(customer)
  const [open, setOpen] = useState<{ what: 'make' | 'rotate' | 'revoke'; key?: Key } | null>(null)
  const [made, setMade] = useState<KeyMade | null>(null)
  const close = () => setOpen(null)
  const shared = { customer, integrationUser, onClose: close, onMade: setMade }
  const manage = integrationUser.can.manage
  // The server tells the oldest first.
  const keys = [...integrationUser.keys].reverse()
  const replaced = (key: Key) => integrationUser.keys.some((other) => other.name === key.name && other.since > key.since)
  return (
    <Box component="section" aria-label="Keys" sx={{ mb: 8 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 3, mb: 3 }}>
        <Typography variant="body2" color="text.secondary" sx={{ flex: `1 1 ${size.search}px`, maxWidth: measure.line }}>
          Programs with a key act as {integrationUser.name}. A key is shown once, when it is created
          {integrationUser.approved ? '.' : ', and works once the integration is approved.'}
        </Typography>
        {manage?.allowed ? (
          <Button
            // What is not approved is approved first: one act of a page stands out.
            variant={integrationUser.approved ? 'contained' : 'outlined'}
            startIcon={<Icon of={KeyRound} small />}
            onClick={() => setOpen({ what: 'make' })}
          >
            Create key
          </Button>
        ) : (
          <RefusedButton refused={{ sentence: manage?.why ?? '', permission: 'integration-user/manage' }}>Create key</RefusedButton>
        )}
      </Box>
      {keys.length ? (
        <Box component="ul" aria-label="Keys">
          {keys.map((key) => (
            <KeyLine
              key={key.id}
              of={key}
              may={key.permissions ? key.permissions.map((scope) => scopeWords(scope, teamName)).join(', ') : 'All its permissions'}
              replaced={replaced(key)}
              onEnd={() => void changed('key')}
              actions={
                manage?.allowed && (
                  <MoreMenu
                    acts={[
                      { label: 'Rotate key', icon: RotateCw, onChoose: () => setOpen({ what: 'rotate', key }) },
                      { label: 'Revoke key', icon: Trash2, onChoose: () => setOpen({ what: 'revoke', key }) },
                    ]}
                  />
                )
              }
            />
          ))}
        </Box>
      ) : (
        <EmptyState icon={KeyRound} title="No active key">
          {integrationUser.name} cannot be used without one.
        </EmptyState>
      )}
      <CreateKeyDrawer {...shared} open={open?.what === 'make'} />
      {open?.key && <RotateDrawer {...shared} of={open.key} open={open.what === 'rotate'} />}
      {open?.key && <RevokeDrawer {...shared} of={open.key} open={open.what === 'revoke'} />}
      {made && <KeyShown made={made} onDone={() => setMade(null)} />}
    </Box>
  )
}
