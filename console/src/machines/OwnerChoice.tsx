import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useUsers } from '../directory/directory'
import { PersonLine } from '../ui/PersonName'
import { SearchLine } from '../ui/SearchLine'
import type { Person } from './machines'

const most = 6

interface Props {
  customer: string
  value: Person | null
  /** Somebody who cannot be chosen: the owner there is. */
  not?: string
  fault?: string
  onChange: (person: Person | null) => void
}

/** The one active person who is accountable, found by name or address. */
export function OwnerChoice({ customer, value, not, fault, onChange }: Props) {
  const [query, setQuery] = useState<string | null>(null)
  const found = useUsers(customer, { query, role: null, state: 'active' }, value === null)
  const people = found.items.filter((user) => user.id !== not).slice(0, most)
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1.5 }}>
        Owner
      </Typography>
      {value ? (
        <PersonLine
          name={value.name}
          action={
            <Button size="small" color="inherit" autoFocus onClick={() => onChange(null)}>
              Choose another
            </Button>
          }
        >
          Is accountable for it, and gains no right by it
        </PersonLine>
      ) : (
        <>
          <SearchLine label="Name or e-mail address" value={query} onChange={setQuery} />
          <RadioGroup aria-label="Owner" value="" sx={{ mt: 1 }}>
            {people.map((user) => (
              <FormControlLabel
                key={user.id}
                value={user.id}
                control={<Radio onChange={() => onChange({ id: user.id, name: user.name })} />}
                label={
                  <Typography variant="body2">
                    <bdi>{user.name}</bdi>{' '}
                    <Box component="span" sx={{ color: 'text.secondary' }}>
                      {user.email}
                    </Box>
                  </Typography>
                }
              />
            ))}
          </RadioGroup>
          {found.data && !people.length && <Typography variant="body2">Nobody active by that name</Typography>}
        </>
      )}
      {fault && !value && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          {fault}
        </Typography>
      )}
    </Box>
  )
}
