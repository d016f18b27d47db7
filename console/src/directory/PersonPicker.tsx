import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState, type ReactNode } from 'react'
import { PersonLine } from '../ui/shown/PersonName'
import { SearchLine } from '../ui/list/SearchLine'
import { everybody, useUsers, type User } from './directory'

const most = 6

interface Props {
  customer: string
  /** Whom one looks for, such as “Owner”. */
  label: string
  value: User | null
  /** Who is not offered. */
  without?: (user: User) => boolean
  /** Why somebody who is offered cannot be chosen; undefined: they can. */
  refused?: (user: User) => string | undefined
  /** A quiet line about the one who was chosen. */
  about: (user: User) => ReactNode
  fault?: string
  onChange: (person: User | null) => void
}

/** Finds one active person of a customer by name or address; the server searches, so that it holds for ten and for ten thousand. */
export function PersonPicker({ customer, label, value, without, refused, about, fault, onChange }: Props) {
  const [query, setQuery] = useState<string | null>(null)
  const found = useUsers(customer, { ...everybody, query, state: 'active' }, value === null)
  const people = found.items.filter((user) => !without?.(user))
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1.5 }}>
        {label}
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
          {about(value)}
        </PersonLine>
      ) : (
        <>
          <SearchLine label="Name or e-mail address" value={query} onChange={setQuery} />
          <RadioGroup aria-label={label} value="" sx={{ mt: 1 }}>
            {people.slice(0, most).map((user) => (
              <FormControlLabel
                key={user.id}
                value={user.id}
                disabled={refused?.(user) !== undefined}
                control={<Radio onChange={() => onChange(user)} />}
                label={
                  <Typography variant="body2" sx={{ py: 1 }}>
                    <bdi>{user.name}</bdi>{' '}
                    <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
                      {refused?.(user) ?? user.email}
                    </Box>
                  </Typography>
                }
              />
            ))}
          </RadioGroup>
          <Typography variant="body2" color="text.secondary" role="status">
            {found.data && !people.length && 'No active person matches.'}
            {people.length > most && 'More people match. Enter more of the name.'}
          </Typography>
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
