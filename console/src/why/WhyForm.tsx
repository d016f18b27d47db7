import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import NativeSelect from '@mui/material/NativeSelect'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { allowed, useMe } from '../session/session'
import { Field } from '../ui/form/Field'
import { FilterChip } from '../ui/list/FilterChip'
import { useAllTeams } from '../teams/teams'
import { everybody, useAbout, useUsers } from '../directory/directory'
import { permissionChoices, type RoleTable } from '../roles/roles'
import { PersonChip } from '../directory/PersonChip'

type Asked = Record<'person' | 'permission' | 'id' | 'tenant' | 'team', string | null>

interface Props {
  customer: string
  table: RoleTable
  asked: Asked
  onAsk: (asked: Asked) => void
}

/** Oneself, and whom one may see: the first of them at once, the others by what is typed. */
function usePeople(customer: string) {
  const me = useMe()
  const listed = useUsers(customer, everybody, allowed(me, 'users'))
  const others = listed.items
    .filter((user) => user.email !== me.email)
    .map((user) => ({ key: user.email, label: user.name, hint: user.email }))
  return [{ key: me.email, label: `${me.name} (me)`, hint: me.email }, ...others]
}

/** The question: may this person do this, with that thing, in this tenant or team. */
export function WhyForm({ customer, table, asked, onAsk }: Props) {
  const me = useMe()
  const people = usePeople(customer)
  const tenants = useAbout(customer)?.tenants.map(({ slug, name }) => ({ key: slug, label: name }))
  const teams = useAllTeams(customer, allowed(me, 'teams')).items.map(({ slug, name }) => ({ key: slug, label: name }))
  const [parts, setParts] = useState<Asked>({ ...asked, person: asked.person ?? me.email })
  const set = (part: Partial<Asked>) => setParts((before) => ({ ...before, ...part }))
  const narrow = asked.id !== null || asked.tenant !== null || asked.team !== null
  const [more, setMore] = useState(narrow)
  const [tried, setTried] = useState(false)
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (parts.person && parts.permission) onAsk(parts)
      }}
      sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <span>May</span>
        <PersonChip
          customer={customer}
          by="email"
          label="Person"
          any="who?"
          choices={people}
          value={parts.person}
          onChange={(person) => set({ person })}
        />
        <FilterChip
          label="Permission"
          any="do what?"
          choices={permissionChoices(table)}
          value={parts.permission}
          onChange={(permission) => set({ permission })}
        />
        <span>?</span>
      </Box>
      {more ? (
        <Box sx={{ display: 'grid', gridTemplateColumns: { sm: 'repeat(3, minmax(0, 1fr))' }, gap: 3, width: '100%' }}>
          <Field label="App, person or call" hint="An app’s short name, an address, a call’s id">
            {(field) => (
              <OutlinedInput {...field} fullWidth value={parts.id ?? ''} onChange={(event) => set({ id: event.target.value || null })} />
            )}
          </Field>
          <Narrow label="Tenant" choices={tenants} value={parts.tenant} onChange={(tenant) => set({ tenant })} />
          <Narrow label="Team" choices={teams} value={parts.team} onChange={(team) => set({ team })} />
        </Box>
      ) : (
        <Button color="inherit" size="small" onClick={() => setMore(true)} sx={{ color: 'text.secondary', ml: -2 }}>
          For one item, tenant or team
        </Button>
      )}
      {tried && !(parts.person && parts.permission) && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          Choose a person and a permission.
        </Typography>
      )}
      <Button type="submit" variant="contained">
        Explain
      </Button>
    </Box>
  )
}

interface NarrowProps {
  label: string
  /** What there is to choose from; nothing: one types its short name. */
  choices?: { key: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
}

function Narrow({ label, choices = [], value, onChange }: NarrowProps) {
  const chosen = { value: value ?? '', onChange: (event: { target: { value: string } }) => onChange(event.target.value || null) }
  return (
    <Field label={label} hint={choices.length ? undefined : 'Its short name'}>
      {({ id, inputProps, ...field }) =>
        choices.length ? (
          <NativeSelect fullWidth input={<OutlinedInput />} inputProps={{ ...inputProps, id }} {...chosen}>
            <option value="">Any</option>
            {choices.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </NativeSelect>
        ) : (
          <OutlinedInput {...field} id={id} inputProps={inputProps} fullWidth {...chosen} />
        )
      }
    </Field>
  )
}
