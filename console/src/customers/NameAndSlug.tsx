import OutlinedInput from '@mui/material/OutlinedInput'
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form'
import { Field } from '../ui/form/Field'
import { slugOf } from './customers'

interface Props<Values extends FieldValues> {
  form: UseFormReturn<Values>
  name: Path<Values>
  slug: Path<Values>
  label: string
  hint?: string
}

/** What a new customer is called, and its short name: until somebody types one of their own, it follows the name. */
export function NameAndSlug<Values extends FieldValues>({ form, name, slug, label, hint }: Props<Values>) {
  const [called = '', short = ''] = form.watch([name, slug]) as string[]
  const fault = (field: Path<Values>) => form.getFieldState(field, form.formState).error?.message
  return (
    <>
      <Field label={label} hint={hint} fault={fault(name)}>
        {(field) => (
          <OutlinedInput
            {...field}
            autoComplete="off"
            {...form.register(name, {
              required: 'Enter a name.',
              onChange: ({ target }: { target: { value: string } }) => {
                if (short === slugOf(called))
                  form.setValue(slug, slugOf(target.value) as PathValue<Values, Path<Values>>, { shouldDirty: true })
              },
            })}
          />
        )}
      </Field>
      <Field label="Short name" hint="In addresses and in the API, such as harbor-foods. It never changes." fault={fault(slug)}>
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register(slug, { required: 'Enter a short name.' })} />}
      </Field>
    </>
  )
}
