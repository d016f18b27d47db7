import { Form } from '@rjsf/mui'
import type { ErrorSchema, RJSFSchema, UiSchema, ValidatorType } from '@rjsf/utils'
import { names, withoutSecrets } from './configuration'

interface Props {
  schema: RJSFSchema
  values: object
  onChange: (values: object) => void
  /** By JSON pointer of the member: what the server found wrong. */
  faults: Record<string, string>
}

/** Whether a value fits a branch, as far as its constants say: what else is wrong the server says. */
function fits(schema: RJSFSchema, value: unknown): boolean {
  if (schema.const !== undefined) return value === schema.const
  const parts = [...(schema.allOf ?? [])] as RJSFSchema[]
  if (!parts.every((part) => fits(part, value))) return false
  if (schema.anyOf && !(schema.anyOf as RJSFSchema[]).some((part) => fits(part, value))) return false
  const members = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return Object.entries(schema.properties ?? {}).every(
    ([name, member]) => typeof member !== 'object' || member.const === undefined || members[name] === member.const,
  )
}

/** The server judges: the library is told only which branch of a choice is meant. Its own checker would need `eval`, which the page forbids. */
const judge: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
  isValid: (schema: RJSFSchema, value: unknown) => fits(schema, value),
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

/** A form drawn from an app's JSON Schema, with what the server found wrong at each field. */
export function SchemaForm({ schema, values, onChange, faults }: Props) {
  return (
    <Form
      schema={withoutSecrets(schema as never) as RJSFSchema}
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
