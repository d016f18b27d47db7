import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import NativeSelect from '@mui/material/NativeSelect'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useFieldArray } from 'react-hook-form'
import { body } from '../../api/client'
import { Field } from '../../ui/form/Field'
import { FormDrawer } from '../../ui/form/FormDrawer'
import { NoteField } from '../../ui/form/NoteField'
import { useDrawer } from '../../ui/form/useDrawer'
import { ofSettings } from '../settings'
import { addCrmExclusion, hasValue, operators, removeExclusion, type Condition } from './exclusions'

/** How many conditions one entry may have. */
const most = 10

const blank: Condition = { field: '', operator: 'is', value: '' }

interface Props {
  customer: string
  /** Conditions that are filled in already. */
  given: Condition[]
  open: boolean
  onClose: () => void
}

/** Puts conditions on the CRM’s record on the exclusion list. */
export function CrmDrawer({ customer, given, open, onClose }: Props) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ conditions: given.length ? given.map((one) => ({ ...one, value: one.value ?? '' })) : [blank], note: '' }),
    send: ({ conditions, note }) => body(addCrmExclusion(customer, conditions, note)),
    changes: ofSettings,
    said: () => 'Such calls are excluded.',
    undo: ({ id }, { note }) => removeExclusion(customer, id, note),
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'conditions' })
  const now = form.watch('conditions')
  return (
    <FormDrawer title="Exclude calls by CRM fields" verb="Exclude" {...drawer}>
      <Typography>
        New calls for which all of these hold are not stored, whoever owns them. Recorders send the fields with the call; letter case does
        not matter. A field that a call does not carry <em>is not set</em>, and no other condition on it holds.
      </Typography>
      {fields.map((field, at) => {
        const faults = errors.conditions?.[at]
        return (
          <Box
            component="fieldset"
            key={field.id}
            sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 1, justifyItems: 'start' }}
          >
            <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1.5 }}>
              Condition {at + 1}
            </Typography>
            <Field label="CRM field" hint={at ? '' : 'Such as Account.Type, as the recorder names it.'} fault={faults?.field?.message}>
              {(input) => (
                <OutlinedInput {...input} autoComplete="off" {...form.register(`conditions.${at}.field`, { required: 'Enter a field.' })} />
              )}
            </Field>
            <Field label="Comparison">
              {({ id, inputProps }) => (
                <NativeSelect input={<OutlinedInput />} inputProps={{ ...inputProps, id, ...form.register(`conditions.${at}.operator`) }}>
                  {Object.entries(operators).map(([key, words]) => (
                    <option key={key} value={key}>
                      {words}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
            {hasValue(now[at]?.operator ?? 'is') && (
              <Field label="Value" fault={faults?.value?.message}>
                {(input) => (
                  <OutlinedInput
                    {...input}
                    autoComplete="off"
                    {...form.register(`conditions.${at}.value`, { required: 'Enter a value.' })}
                  />
                )}
              </Field>
            )}
            {fields.length > 1 && (
              <Button size="small" aria-label={`Remove condition ${at + 1}`} onClick={() => remove(at)}>
                Remove condition
              </Button>
            )}
          </Box>
        )
      })}
      <Box>
        <Button size="small" variant="outlined" disabled={fields.length >= most} onClick={() => append(blank)}>
          Add a condition
        </Button>
      </Box>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
