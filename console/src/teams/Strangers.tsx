import Box from '@mui/material/Box'
import type { Stranger } from './teams'

const words: Record<Stranger['kind'], string> = {
  guest: 'guest, or of another workspace',
  app: 'app',
  'no-address': 'no confirmed e-mail address in Slack',
  'no-user': 'no user has this e-mail address',
  deactivated: 'deactivated here',
}

/** Who it is in a channel that is no active user here: for those who may see the directory. */
export function Strangers({ strangers, of }: { strangers: Stranger[]; of: number }) {
  return (
    <Box component="ul" aria-label="Not active users here" sx={{ color: 'text.primary', my: 1, pl: 5, listStyle: 'disc' }}>
      {strangers.map(({ name, kind }, place) => (
        <li key={place}>
          <bdi>{name}</bdi> ({words[kind]})
        </li>
      ))}
      {of > strangers.length && <li>and {of - strangers.length} more</li>}
    </Box>
  )
}
