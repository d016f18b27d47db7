import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { KeyLine } from '../machines/KeyLine'
import { KeyShown } from '../machines/KeyShown'
import type { Key, KeyMade } from '../machines/machines'
import { useAct } from '../ui/act'
import { FormDrawer } from '../ui/FormDrawer'
import { Icon } from '../ui/Icon'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Section } from '../ui/Page'
import { useSay } from '../ui/Said'
import { capital } from '../ui/words'
import { MakeMyKeyDrawer } from './MakeMyKeyDrawer'
import { useKeyPermissions, useKeysAgain, useMyKeys, useRevokeKey } from './profile'

/** The keys that act as oneself. */
export function MyKeys() {
  const keys = useMyKeys()
  const again = useKeysAgain()
  const permissions = useKeyPermissions()
  const [making, setMaking] = useAct('make-key')
  const [made, setMade] = useState<KeyMade | null>(null)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const meaning = (name: string) => permissions.data?.items.find((one) => one.name === name)?.meaning ?? name
  return (
    <Section title="Personal keys">
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        A program with such a key acts as you, within the permissions you choose and hold. It makes no keys, and does not change how you
        sign in.
      </Typography>
      <Loaded query={keys} skeleton={<ListSkeleton rows={1} />} what="list">
        {({ items }) => (
          <Box component="ul" aria-label="Personal keys" sx={{ mb: 3 }}>
            {items.map((key) => (
              <KeyLine
                key={key.id}
                of={key}
                may={capital(key.permissions?.map(meaning).join('; ') ?? 'all that you may')}
                onEnd={() => void again()}
                actions={
                  <Button size="small" color="inherit" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
                    Revoke
                  </Button>
                }
              />
            ))}
            {!items.length && <li>You have none.</li>}
          </Box>
        )}
      </Loaded>
      <Button variant="outlined" startIcon={<Icon of={KeyRound} small />} onClick={() => setMaking(true)}>
        Make key
      </Button>
      <MakeMyKeyDrawer open={making} onClose={() => setMaking(false)} onMade={setMade} />
      {revoking && <RevokeDrawer of={revoking} onClose={() => setRevoking(null)} />}
      {made && <KeyShown made={made} onDone={() => setMade(null)} />}
    </Section>
  )
}

function RevokeDrawer({ of: key, onClose }: { of: Key; onClose: () => void }) {
  const say = useSay()
  const revoke = useRevokeKey()
  return (
    <FormDrawer
      title={`Revoke ${key.name}`}
      open
      onClose={onClose}
      verb="Revoke it for good"
      danger
      waiting={revoke.isPending}
      fault={revoke.error}
      onSubmit={() =>
        revoke.mutate(key.id, {
          onSuccess: () => {
            say({ text: `${key.name} is revoked.` })
            onClose()
          },
        })
      }
    >
      <Typography>Whatever uses this key stops at once, and cannot be started again with it.</Typography>
    </FormDrawer>
  )
}
