import { Chip } from './Chip'
import { Choices, type Choice } from './Choices'

interface Props {
  /** How the sentence goes on while nothing is chosen: “of anyone”. */
  any: string
  /** What the chosen label is put after: “of”. */
  before?: string
  label: string
  choices: Choice[]
  /** A choice made of what is typed, for what is not in the list. */
  fromText?: (text: string) => Choice[]
  /** What was found elsewhere for what is typed, and who is told of it. */
  found?: Choice[]
  onType?: (text: string) => void
  value: string | null
  onChange: (value: string | null) => void
}

/** A chip that opens choices, and gives the chosen one up by its cross. */
export function FilterChip({ any, before, label, choices, fromText, found = [], onType, value, onChange }: Props) {
  const chosen = value === null ? undefined : ([...choices, ...found].find((choice) => choice.key === value)?.label ?? value)
  return (
    <Chip
      label={label}
      words={chosen === undefined ? any : [before, chosen].filter(Boolean).join(' ')}
      narrows={chosen !== undefined}
      onClear={() => onChange(null)}
    >
      {(close) => (
        <Choices
          label={label}
          choices={choices.map((choice) => ({ ...choice, chosen: choice.key === value }))}
          fromText={fromText}
          found={found}
          onType={onType}
          onChoose={(choice) => {
            close()
            onChange(choice.key)
          }}
        />
      )}
    </Chip>
  )
}
