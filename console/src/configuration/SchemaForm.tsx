import { Form, Widgets } from '@rjsf/mui'
import type { ErrorSchema, RJSFSchema, UiSchema, ValidatorType, WidgetProps } from '@rjsf/utils'
import Typography from '@mui/material/Typography'
import type { ComponentType, ReactNode } from 'react'
import { drawn, names } from './configuration'

interface Props {
  schema: RJSFSchema
  values: object
  onChange: (values: object) => void
  /** By JSON pointer of the member: what the server found wrong. */
  faults: Record<string, string>
}

/** The server judges, and says what is wrong at each field. The library's own checker would need `eval`, which the page forbids. */
const judge: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
  isValid: () => true,
  toErrorList: () => [],
} as unknown as ValidatorType

function atFields(faults: Record<string, string>): ErrorSchema {
  const errors: Record<string, unknown> = {}
  for (const [pointer, words] of Object.entries(faults)) {
    let here = errors
    for (const name of names(pointer)) here = (here[name] ??= {}) as Record<string, unknown>
    here.__errors = [words]
  }
  return errors as ErrorSchema
}

const ui: UiSchema = { 'ui:submitButtonOptions': { norender: true }, 'ui:title': '', 'ui:options': { label: false } }

const templates = {
  TitleFieldTemplate: ({ title }: { title?: ReactNode }) => (
    <Typography variant="h2" sx={{ mt: 3, mb: 2 }}>
      {title}
    </Typography>
  ),
  DescriptionFieldTemplate: ({ id, description }: { id?: string; description?: ReactNode }) => (
    <Typography id={id} variant="body2" color="text.secondary">
      {description}
    </Typography>
  ),
}

const Select = Widgets.SelectWidget as ComponentType<WidgetProps>

const widgets = {
  /** What chooses a branch has no label of its own beside the title above it: it is named after that. */
  SelectWidget: ({ options, ...rest }: WidgetProps) => (
    <Select
      {...rest}
      options={
        rest.hideLabel ? { ...options, mui: { rjsfSlotProps: { select: { SelectDisplayProps: { 'aria-label': rest.label } } } } } : options
      }
    />
  ),
}

/** A form drawn from an app's JSON Schema, with what the server found wrong at each field. */
export function SchemaForm({ schema, values, onChange, faults }: Props) {
  return (
    <Form
      schema={drawn(schema as never, values) as RJSFSchema}
      templates={templates}
      widgets={widgets}
      uiSchema={ui}
      formData={values}
      validator={judge}
      extraErrors={atFields(faults)}
      extraErrorsBlockSubmit={false}
      noValidate
      noHtml5Validate
      showErrorList={false}
      omitExtraData
      idPrefix="app"
      experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults' }}
      onChange={({ formData }) => onChange((formData ?? {}) as object)}
      tagName="div"
    />
  )
}
