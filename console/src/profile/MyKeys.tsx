import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useChanged } from '../api/queries'
import { KeyLine } from '../machines/KeyLine'
import type { Key, KeyMade } from '../machines/integrationUsers'
import { useAct } from '../ui/hooks/act'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { capital } from '../ui/shown/words'
import { useKeyPermissions, useMyKeys } from './profile'

const KeyShown = laterDrawer(
  () => import('../machines/KeyShown').then((file) => file.KeyShown),
  () => true,
)
const CreateMyKeyDrawer = laterDrawer(() => import('./CreateMyKeyDrawer').then((file) => file.CreateMyKeyDrawer), isOpen)
const RevokeDrawer = laterDrawer(
  () => import('./MyDrawers').then((file) => file.RevokeDrawer),
  () => true,
)

/** The keys that act as oneself. */
export function MyKeys() {
  const keys = useMyKeys()
  const changed = useChanged()
  const [making, setMaking] = useAct('create-key')
  // What permissions mean is asked for by whoever has a key or creates one.
  const permissions = useKeyPermissions(making || !!keys.data?.items.length)
  const [made, setMade] = useState<KeyMade | null>(null)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const meaning = (name: string) => permissions.data?.items.find((one) => one.name === name)?.meaning ?? name
  return (
    <Section title="Personal keys">
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        Programs with a personal key act as you, within the permissions you choose and have. They cannot create keys or change how you sign
        in.
      </Typography>
      <Loaded query={keys} skeleton={<ListSkeleton rows={1} />} what="list">
        {({ items }) => (
          <Box component="ul" aria-label="Personal keys" sx={{ mb: 3 }}>
            {items.map((key) => (
              <KeyLine
                key={key.id}
                of={key}
                may={capital(key.permissions?.map(meaning).join('; ') ?? 'all your permissions')}
                onEnd={() => void changed('key')}
                actions={
                  <Button size="small" color="inherit" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
                    Revoke
                  </Button>
                }
              />
            ))}
            {!items.length && <li>No personal keys.</li>}
          </Box>
        )}
      </Loaded>
      <Button variant="outlined" startIcon={<Icon of={KeyRound} small />} onClick={() => setMaking(true)}>
        Create key
      </Button>
      <CreateMyKeyDrawer open={making} onClose={() => setMaking(false)} onMade={setMade} />
      {revoking && <RevokeDrawer of={revoking} onClose={() => setRevoking(null)} />}
      {made && <KeyShown made={made} onDone={() => setMade(null)} />}
    </Section>
  )
}
