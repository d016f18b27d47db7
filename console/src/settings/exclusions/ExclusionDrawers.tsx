import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { body } from '../../api/client'
import { Field } from '../../ui/form/Field'
import { FormDrawer } from '../../ui/form/FormDrawer'
import { NoteField } from '../../ui/form/NoteField'
import { useDrawer } from '../../ui/form/useDrawer'
import { useLast } from '../../ui/hooks/last'
import { ofSettings } from '../settings'
import { addCrmExclusion, addExclusion, removeExclusion, type Exclusion } from './exclusions'

interface Props {
  customer: string
  /** An address or domain that is filled in already. */
  given: string
  open: boolean
  onClose: () => void
}

/** Puts an address or a domain on the exclusion list. */
export function ExcludeDrawer({ customer, given, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ value: given, note: '' }),
    send: ({ value, note }) => body(addExclusion(customer, value, note)),
    changes: ofSettings,
    said: (_, { value }) => `${value.trim()} is excluded.`,
    undo: ({ id }, { note }) => removeExclusion(customer, id, note),
  })
  return (
    <FormDrawer title="Exclude an address or domain" verb="Exclude" {...drawer}>
      <Typography>New calls with such a participant are not stored, whoever owns them. A domain includes everything below it.</Typography>
      <Field label="E-mail address or domain" hint="Such as rosa@lakeside.example, or lakeside.example." fault={errors.value?.message}>
        {(field) => (
          <OutlinedInput {...field} autoComplete="off" {...form.register('value', { required: 'Enter an address or a domain.' })} />
        )}
      </Field>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Takes an address, a domain or conditions off the list. */
export function RemoveExclusionDrawer({
  customer,
  exclusion,
  onClose,
}: {
  customer: string
  exclusion: Exclusion | null
  onClose: () => void
}) {
  const shown = useLast(exclusion)
  const { form, drawer } = useDrawer({
    open: exclusion !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => removeExclusion(customer, seen!.id, note),
    changes: ofSettings,
    said: (_answer, _values, was) => `${was!.value} is no longer excluded.`,
    undo: (_answer, { note }, was) =>
      was!.kind === 'condition' ? addCrmExclusion(customer, was!.conditions, note) : addExclusion(customer, was!.value, note),
  })
  return (
    <FormDrawer title={`Remove ${shown?.value ?? ''} from the list?`} verb="Remove from the list" {...drawer}>
      <Typography>
        New calls {shown?.kind === 'condition' ? 'of this kind' : 'with such a participant'} are stored again. Calls that were excluded do
        not come back.
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
