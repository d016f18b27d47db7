import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import OutlinedInput from '@mui/material/OutlinedInput'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { Problem } from '../api/problem'
import { Field } from '../ui/form/Field'
import { SearchLine } from '../ui/list/SearchLine'
import { Later } from '../ui/page/Later'
import { Choice } from './CustomerChoice'
import { useAccounts, type Account } from './orphans'

interface Props {
  orphan: string
  /** The drawer is open. */
  shown: boolean
  value: string
  onChange: (id: string) => void
  fault?: string
}

/** Which account in Salesforce: those it finds, the likeliest first with the reason. Without Salesforce its id is typed. */
export function AccountChoice({ orphan, shown, value, onChange, fault }: Props) {
  const id = useId()
  const [query, setQuery] = useState<string | null>(null)
  const { data, error, isPending } = useAccounts(orphan, query, shown)
  if (error || data?.connected === false) {
    return (
      <Field
        label="Salesforce account"
        hint={`${error ? words(error) : notConnected} Enter the account’s id, or leave it empty.`}
        fault={fault}
      >
        {(field) => (
          <OutlinedInput {...field} spellCheck={false} autoComplete="off" value={value} onChange={({ target }) => onChange(target.value)} />
        )}
      </Field>
    )
  }
  return (
    <div>
      <FormLabel id={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary' }}>
        Salesforce account
      </FormLabel>
      <Box sx={{ my: 2 }}>
        <SearchLine label="Find by name, domain or id" value={query} onChange={setQuery} />
      </Box>
      {isPending ? (
        <Later>
          <Typography color="text.secondary">Asking Salesforce…</Typography>
        </Later>
      ) : (
        <RadioGroup aria-labelledby={id} value={value} onChange={(_, chosen) => onChange(chosen)}>
          {data.accounts.map((account) => (
            <Choice key={account.id} value={account.id} hint={hint(account)}>
              <bdi>{account.name}</bdi>
            </Choice>
          ))}
          <Choice value="" hint={data.accounts.length ? undefined : 'Salesforce has no such account.'}>
            No account
          </Choice>
        </RadioGroup>
      )}
      {fault && <FormHelperText error>{fault}</FormHelperText>}
    </div>
  )
}

const notConnected = "Salesforce isn't connected: the operator can connect it."

const words = (error: Error) => (error instanceof Problem && error.status === 0 ? 'The server is not reachable.' : error.message)

const hint = ({ id, website, city, country, reasons, customer }: Account) =>
  [reasons.join(', '), [website, city, country].filter(Boolean).join(', '), customer && `belongs to ${customer.name} already`, id]
    .filter(Boolean)
    .join(' · ')
