import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { KeyMade } from '../machines/machines'
import { Pick } from '../ui/Pick'
import { CheckGroup, CheckLine } from '../ui/CheckLine'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { SearchLine } from '../ui/SearchLine'
import { capital } from '../ui/words'
import { useKeyPermissions, useMakeKey } from './profile'

const lifetimes: [number, string][] = [
  [7, '7 days'],
  [30, '30 days'],
  [90, '90 days, the longest'],
]

interface Props {
  open: boolean
  onClose: () => void
  onMade: (made: KeyMade) => void
}

/** Makes a key that acts as oneself, limited to some of what one holds. */
export function MakeMyKeyDrawer({ open, onClose, onMade }: Props) {
  const make = useMakeKey()
  const held = useKeyPermissions()
  const form = useForm({ defaultValues: { name: '' } })
  const [days, setDays] = useState(30)
  const [chosen, setChosen] = useState<string[]>([])
  const [query, setQuery] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const shown = held.data?.items.filter(
    ({ name, meaning }) => chosen.includes(name) || !query || `${name} ${meaning}`.toLowerCase().includes(query.toLowerCase()),
  )
  const submit = form.handleSubmit(({ name }) => {
    if (!chosen.length) return
    make.mutate(
      { name: name.trim(), permissions: chosen, days },
      {
        onError: (error) => placeFaults(form, error),
        onSuccess: (made) => {
          onMade(made)
          onClose()
          form.reset()
          setChosen([])
          setTried(false)
          // The text stays nowhere but in the dialog.
          make.reset()
        },
      },
    )
  })
  return (
    <FormDrawer
      title="Make a personal key"
      open={open}
      onClose={onClose}
      verb="Make key"
      waiting={make.isPending}
      fault={onlyAtFields(make.error) ? null : make.error}
      onSubmit={() => {
        setTried(true)
        void submit()
      }}
    >
      <Typography color="text.secondary">It acts as you, in what you choose here, as long as you hold that yourself.</Typography>
      <Field label="Name" hint="What uses it, such as my-script" fault={form.formState.errors.name?.message}>
        {(field) => <OutlinedInput {...field} autoFocus autoComplete="off" {...form.register('name', { required: 'Give it a name.' })} />}
      </Field>
      <Pick label="It lasts" value={days} choices={lifetimes} onChange={setDays} />
      <CheckGroup label="What it may do" fault={tried && !chosen.length ? 'Choose at least one.' : undefined}>
        <SearchLine label="Find a permission" value={query} onChange={setQuery} />
        {shown?.map(({ name, meaning }) => (
          <CheckLine
            key={name}
            label={capital(meaning)}
            hint={name}
            checked={chosen.includes(name)}
            onChange={(checked) => setChosen(checked ? [...chosen, name] : chosen.filter((one) => one !== name))}
          />
        ))}
        {shown?.length === 0 && 'You hold none by that name.'}
      </CheckGroup>
    </FormDrawer>
  )
}
