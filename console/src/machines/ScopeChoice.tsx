import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import { useState } from 'react'
import { CheckGroup, CheckLine } from '../ui/form/CheckLine'
import { Field } from '../ui/form/Field'
import { useAllTeams } from '../teams/teams'
import { scopeKinds, type Scopes } from './scopes'

interface Props {
  customer: string
  value: Scopes
  fault?: string
  onChange: (value: Scopes) => void
}

/** Permissions, chosen in plain words; one that reads calls names teams. */
export function ScopeChoice({ customer, value, fault, onChange }: Props) {
  function choose(permission: string, chosen: boolean) {
    const next = { ...value }
    if (chosen) next[permission] = []
    else delete next[permission]
    onChange(next)
  }
  return (
    <CheckGroup label="Permissions" fault={fault}>
      {scopeKinds.map(({ permission, words, hint }) => (
        <Box key={permission}>
          <CheckLine
            label={words}
            hint={hint}
            checked={value[permission] !== undefined}
            onChange={(chosen) => choose(permission, chosen)}
          />
          {permission === 'call/read' && value[permission] && (
            <Teams customer={customer} value={value[permission]} onChange={(teams) => onChange({ ...value, [permission]: teams })} />
          )}
          {permission === 'crm/write' && value[permission] && (
            <Fields value={value[permission]} onChange={(fields) => onChange({ ...value, [permission]: fields })} />
          )}
        </Box>
      ))}
    </CheckGroup>
  )
}

function Teams({ customer, value, onChange }: { customer: string; value: string[]; onChange: (teams: string[]) => void }) {
  const teams = useAllTeams(customer)
  return (
    <Box sx={{ pl: 8 }}>
      <CheckGroup label="Teams">
        {teams.items.map((team) => (
          <CheckLine
            key={team.slug}
            label={team.name}
            checked={value.includes(team.slug)}
            onChange={(chosen) => onChange(chosen ? [...value, team.slug] : value.filter((slug) => slug !== team.slug))}
          />
        ))}
      </CheckGroup>
      {teams.data && !teams.items.length && 'No teams yet. Create one first.'}
    </Box>
  )
}

function Fields({ value, onChange }: { value: string[]; onChange: (fields: string[]) => void }) {
  const [text, setText] = useState(value.join(', '))
  return (
    <Box sx={{ pl: 8, pt: 1 }}>
      <Field label="Salesforce fields" hint="Separated by commas, such as Opportunity.NextStep">
        {(field) => (
          <OutlinedInput
            {...field}
            value={text}
            autoComplete="off"
            onChange={(event) => {
              setText(event.target.value)
              onChange(event.target.value.split(/[\s,:]+/).filter(Boolean))
            }}
          />
        )}
      </Field>
    </Box>
  )
}
