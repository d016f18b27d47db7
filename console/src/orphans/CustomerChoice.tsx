import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { NameAndSlug } from '../customers/NameAndSlug'
import { useCustomers } from '../directory/directory'
import { SearchLine } from '../ui/list/SearchLine'
import { fresh, type Linking, type Suggested } from './orphans'

interface Props {
  form: UseFormReturn<Linking>
  suggested: Suggested[]
  fault?: string
}

/** Which customer: those suggested with the reason, any other that is found, or one that is created here. None is chosen beforehand. */
export function CustomerChoice({ form, suggested, fault }: Props) {
  const id = useId()
  const [query, setQuery] = useState<string | null>(null)
  const found = useCustomers(query, query !== null)
  const { customer } = form.watch()
  const others = found.items.filter(({ slug, closed }) => !closed && !suggested.some((one) => one.customer.slug === slug)).slice(0, 5)
  form.register('customer', { required: 'Choose a customer.' })
  return (
    <div>
      <FormLabel id={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary' }}>
        Customer
      </FormLabel>
      <Box sx={{ my: 2 }}>
        <SearchLine label="Find another customer" value={query} onChange={setQuery} />
      </Box>
      <RadioGroup
        aria-labelledby={id}
        value={customer}
        onChange={(_, value) => form.setValue('customer', value, { shouldDirty: true, shouldValidate: true })}
      >
        {suggested.map(({ customer: { slug, name }, reasons }) => (
          <Choice key={slug} value={slug} hint={reasons.join(' · ')}>
            <bdi>{name}</bdi>
          </Choice>
        ))}
        {query !== null &&
          others.map(({ slug, name }) => (
            <Choice key={slug} value={slug}>
              <bdi>{name}</bdi>
            </Choice>
          ))}
        {query !== null && !found.isPending && !others.length && (
          <Typography variant="body2" color="text.secondary">
            No other customer matches.
          </Typography>
        )}
        <Choice value={fresh}>A new customer</Choice>
      </RadioGroup>
      {fault && <FormHelperText error>{fault}</FormHelperText>}
      {customer === fresh && (
        <Box sx={{ display: 'grid', gap: 2, mt: 2 }}>
          <NameAndSlug form={form} name="newName" slug="newSlug" label="Name of the customer" />
        </Box>
      )}
    </div>
  )
}

/** One that may be chosen, and why. */
export function Choice({ value, hint, children }: { value: string; hint?: string; children: ReactNode }) {
  return (
    <FormControlLabel
      value={value}
      control={<Radio />}
      sx={{ alignItems: 'flex-start', mr: 0 }}
      label={
        <Box sx={{ py: 2 }}>
          <Typography>{children}</Typography>
          {hint && (
            <Typography variant="body2" color="text.secondary">
              {hint}
            </Typography>
          )}
        </Box>
      }
    />
  )
}
