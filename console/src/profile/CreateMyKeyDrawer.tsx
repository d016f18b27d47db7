import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import type { KeyMade } from '../machines/integrationUsers'
import { CheckGroup, CheckLine } from '../ui/form/CheckLine'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { Pick } from '../ui/form/Pick'
import { useDrawer } from '../ui/form/useDrawer'
import { SearchLine } from '../ui/list/SearchLine'
import { capital } from '../ui/shown/words'
import { createMyKey, useKeyPermissions } from './profile'

const lifetimes: [number, string][] = [
  [7, '7 days'],
  [30, '30 days'],
  [90, '90 days (maximum)'],
]

interface Props {
  open: boolean
  onClose: () => void
  onMade: (made: KeyMade) => void
}

/** Creates a key that acts as oneself, limited to some of what one holds. The text of the key stays nowhere but in the dialog that shows it. */
export function CreateMyKeyDrawer({ open, onClose, onMade }: Props) {
  const held = useKeyPermissions()
  const [query, setQuery] = useState<string | null>(null)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ name: '', days: 30, permissions: [] as string[] }),
    send: ({ name, days, permissions }) => createMyKey({ name: name.trim(), permissions, days }),
    changes: ['key'],
    after: onMade,
    secret: 'answer',
  })
  const { days, permissions: chosen } = form.watch()
  const shown = held.data?.items.filter(
    ({ name, meaning }) => chosen.includes(name) || !query || `${name} ${meaning}`.toLowerCase().includes(query.toLowerCase()),
  )
  return (
    <FormDrawer title="Create a personal key" verb="Create key" {...drawer}>
      <Typography color="text.secondary">
        It acts as you, with the permissions you choose here, as long as you have them yourself.
      </Typography>
      <Field label="Name" hint="What uses it, such as my-script" fault={errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('name', { required: 'Enter a name.' })} />}
      </Field>
      <Pick label="Valid for" value={days} choices={lifetimes} onChange={(next) => form.setValue('days', next)} />
      <Controller
        control={form.control}
        name="permissions"
        rules={{ validate: (value) => value.length > 0 || 'Choose at least one permission.' }}
        render={({ field: { value, onChange } }) => (
          <CheckGroup label="Permissions" fault={errors.permissions?.message}>
            <SearchLine label="Find a permission" value={query} onChange={setQuery} />
            {shown?.map(({ name, meaning }) => (
              <CheckLine
                key={name}
                label={capital(meaning)}
                hint={name}
                checked={value.includes(name)}
                onChange={(checked) => onChange(checked ? [...value, name] : value.filter((one) => one !== name))}
              />
            ))}
            {shown?.length === 0 && 'No matching permission.'}
          </CheckGroup>
        )}
      />
    </FormDrawer>
  )
}
