import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { OneOf } from '../ui/form/Ticks'
import { useSettled } from '../ui/hooks/settled'
import { SearchLine } from '../ui/list/SearchLine'
import { PersonLine } from '../ui/shown/PersonName'

export type Colleague = Shape<'Colleague'>

const enough = 2

/** Colleagues by what is typed of a name or address: the server finds them, also for those who may not list users. */
function useColleagues(call: string, typed: string | null) {
  const text = useSettled(typed?.trim() ?? '')
  return useQuery({
    queryKey: keys.colleagues(call, text),
    queryFn: ({ signal }) => body(api.GET('/api/calls/{id}/colleagues', { params: { path: { id: call }, query: { text } }, signal })),
    enabled: text.length >= enough,
  })
}

interface Props {
  call: string
  value: Colleague | null
  fault?: string
  onChange: (colleague: Colleague | null) => void
}

/** Picks one colleague by name or address; who sees the call already says so. */
export function ColleaguePicker({ call, value, fault, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const found = useColleagues(call, typed)
  const people = found.data?.found ?? []
  if (value)
    return (
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
        <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1.5 }}>
          Colleague
        </Typography>
        <PersonLine
          name={value.name}
          action={
            <Button size="small" color="inherit" onClick={() => onChange(null)}>
              Choose another
            </Button>
          }
        >
          {value.email}
        </PersonLine>
      </Box>
    )
  return (
    <Box>
      <Typography variant="body2" component="div" sx={{ fontWeight: 500, mb: 1.5 }}>
        Colleague
      </Typography>
      <SearchLine label="Name or e-mail address" value={typed} onChange={setTyped} />
      <OneOf
        label="Colleagues"
        hidesLabel
        none={
          typed === null || typed.trim().length < enough ? 'Enter at least 2 characters.' : found.data && 'No active colleague matches.'
        }
        options={people.map((one) => ({
          key: one.id,
          label: (
            <Typography variant="body2" component="span" sx={{ display: 'block', py: 1 }}>
              <bdi>{one.name}</bdi>{' '}
              <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
                {one.email}
                {one.sees && ' · Has access already'}
              </Box>
            </Typography>
          ),
        }))}
        value={null}
        fault={fault}
        onChange={(id) => onChange(people.find((one) => one.id === id) ?? null)}
      />
    </Box>
  )
}
