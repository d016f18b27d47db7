import Box from '@mui/material/Box'
import { useTeamNames } from '../teams/teams'
import { scopeWords } from './scopes'

/** Scopes, one a line, in plain words. */
export function ScopeList({ customer, scopes, label = 'Permissions' }: { customer: string; scopes: string[]; label?: string }) {
  const teamName = useTeamNames(customer)
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'disc', pl: 5 }}>
      {scopes.map((scope) => (
        <li key={scope}>{scopeWords(scope, teamName)}</li>
      ))}
      {!scopes.length && <li>None yet</li>}
    </Box>
  )
}
