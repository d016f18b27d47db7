import Typography from '@mui/material/Typography'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { CheckGroup, CheckLine } from '../ui/form/CheckLine'
import { scopeWords, type AppScope } from './marketplace'

interface Chosen {
  scopes: string[]
  note: string
}

/** What approving creates: the scopes that an app needs, and those it can do without, off until chosen. */
export function ScopeTicks({ scopes, form }: { scopes: AppScope[]; form: UseFormReturn<Chosen> }) {
  const [needed, optional] = [scopes.filter((one) => one.needed), scopes.filter((one) => !one.needed)]
  if (!scopes.length) return <Typography color="text.secondary">It has no integration user and reads nothing from Usher.</Typography>
  return (
    <>
      <Typography>
        An integration user is created for the app. It can do nothing until a Customer Admin owns it and makes its key. What it wants of
        Insights an Organization Admin approves.
      </Typography>
      <CheckGroup label="It needs">
        {needed.map(({ scope, why }) => (
          <CheckLine key={scope} label={scopeWords(scope)} hint={why} checked onChange={() => {}} />
        ))}
      </CheckGroup>
      {optional.length > 0 && (
        <Controller
          control={form.control}
          name="scopes"
          render={({ field }) => (
            <CheckGroup label="It can do without">
              {optional.map(({ scope, why }) => (
                <CheckLine
                  key={scope}
                  label={scopeWords(scope)}
                  hint={why}
                  checked={field.value.includes(scope)}
                  onChange={(on) => field.onChange(on ? [...field.value, scope] : field.value.filter((other) => other !== scope))}
                />
              ))}
            </CheckGroup>
          )}
        />
      )}
    </>
  )
}
