import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useUsers, type User } from '../directory/directory'
import { size } from '../theme/tokens'
import { PersonLine } from '../ui/PersonName'
import { SearchLine } from '../ui/SearchLine'
import { roleName } from '../ui/words'

const most = 6

/** Finds one active person of a customer by name or address; the server searches, so that it holds for ten and for ten thousand. */
export function PersonPicker({ customer, value, onChange }: { customer: string; value: User | null; onChange: (person: User | null) => void }) {
  const [query, setQuery] = useState<string | null>(null)
  const found = useUsers(customer, { query, role: null, state: 'active' }, query !== null && value === null)
  if (value)
    return (
      <PersonLine
        name={value.name}
        action={
          <Button size="small" color="inherit" onClick={() => onChange(null)}>
            Somebody else
          </Button>
        }
      >
        {value.email} · {roleName(value.insights)}
      </PersonLine>
    )
  const shown = found.items.slice(0, most)
  return (
    <Box>
      <SearchLine label="Find a person" value={query} onChange={setQuery} />
      <Box component="ul" aria-label="People found" sx={{ mt: 2 }}>
        {shown.map((person) => (
          <li key={person.id}>
            <ButtonBase
              onClick={() => onChange(person)}
              sx={{
                display: 'block',
                width: '100%',
                textAlign: 'start',
                px: 2,
                py: 1.5,
                minHeight: size.touch,
                borderRadius: `${size.radiusSmall}px`,
                '&:hover': { bgcolor: 'action.hover' },
              }}
            >
              <PersonLine name={person.name}>{[person.email, person.job].filter(Boolean).join(' · ')}</PersonLine>
            </ButtonBase>
          </li>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary" role="status" sx={{ mt: 1 }}>
        {query && found.data && !shown.length && 'Nobody active by that name.'}
        {found.items.length > most && 'There are others: type more of the name.'}
      </Typography>
    </Box>
  )
}
