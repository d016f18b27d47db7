import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { RefreshCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { size } from '../theme/tokens'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { Ends } from '../ui/shown/Ends'
import type { Key } from './integrationUsers'

interface Props {
  of: Key
  /** What it may do, in words. */
  may: string
  /** A newer one has taken its place. */
  replaced?: boolean
  onEnd: () => void
  actions: ReactNode
}

/** An active key: its name, what it may do, since when and until when. */
export function KeyLine({ of: key, may, replaced, onEnd, actions }: Props) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', py: 2, minHeight: size.touch }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, fontWeight: 500 }} component="div">
          <bdi>{key.name}</bdi>
          {replaced && (
            <StateChip tone="attention" icon={RefreshCcw}>
              Replaced
            </StateChip>
          )}
        </Typography>
        <Typography variant="body2" color="text.secondary" component="div">
          {may}
        </Typography>
        <Typography variant="body2" color="text.secondary" component="div">
          Created <Moment at={key.since} />
          {' · '}
          {key.lastUsed ? (
            <>
              Last used <Moment at={key.lastUsed} />
            </>
          ) : (
            'Not used yet'
          )}
          {' · '}
          <Ends at={key.expires} onEnd={onEnd} />
        </Typography>
      </Box>
      {actions}
    </Box>
  )
}
