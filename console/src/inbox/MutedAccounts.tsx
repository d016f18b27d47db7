import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { size } from '../theme/tokens'
import { ListSkeleton } from '../ui/page/Later'
import { AccountLink } from '../session/links'
import { Loaded } from '../ui/page/Loaded'
import { useMutedAccounts, useMuting } from './preferences'

/** The accounts about whose calls one is not notified; each can be unmuted. */
export function MutedAccounts() {
  const muted = useMutedAccounts()
  const { unmute } = useMuting()
  return (
    <Loaded query={muted} skeleton={<ListSkeleton rows={1} />} what="list">
      {({ items }) =>
        items.length === 0 ? (
          <Typography variant="body2">None. To mute an account, open one of its calls and choose More.</Typography>
        ) : (
          <Box component="ul" aria-label="Muted accounts" sx={{ width: '100%' }}>
            {items.map((account) => (
              <Box component="li" key={account.id} sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: size.touch }}>
                <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <AccountLink account={account.account} />
                </Box>
                <Button size="small" color="inherit" aria-label={`Unmute ${account.account}`} onClick={() => unmute.mutate(account)}>
                  Unmute
                </Button>
              </Box>
            ))}
          </Box>
        )
      }
    </Loaded>
  )
}
