import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Problem } from '../api/problem'
import { useChanged } from '../api/queries'
import { CheckLine } from '../ui/form/CheckLine'
import { useSay } from '../ui/page/Said'
import { Notice } from '../ui/page/states'
import { configurationQuery, configure, memberOf, savedConfiguration, type Configuration, type Secrets } from './configuration'
import { ofApps } from '../marketplace/marketplace'
import { CopyFrom } from './CopyFrom'
import { Saves } from './Saves'
import { SchemaForm } from './SchemaForm'
import { SecretFields } from './SecretFields'
import { hasAddress, TestConnection } from './TestConnection'

interface Props {
  customer: string
  configuration: Configuration
  back: string
}

/** The members that a prefix of the server's faults names, by pointer. */
const under = (errors: Record<string, string>, prefix: string) =>
  Object.fromEntries(Object.entries(errors).flatMap(([at, words]) => (at.startsWith(prefix) ? [[at.slice(prefix.length), words]] : [])))

/** The form, its secrets, and what was saved before. What the server finds wrong stands at each field. */
export function Configure({ customer, configuration, back }: Props) {
  const { app, tenant, schema, state } = configuration
  const go = useNavigate()
  const say = useSay()
  const changed = useChanged()
  const queries = useQueryClient()
  const [values, setValues] = useState<object>(configuration.values as object)
  const [secrets, setSecrets] = useState<Secrets>({})
  const [accepted, setAccepted] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () => configure(customer, configuration, values, secrets, accepted),
    gcTime: 0,
    onSuccess: async () => {
      say({ text: `${app.name} is configured in ${tenant.name}${state === 'approved' ? ' and active' : ''}.` })
      queries.removeQueries({ queryKey: configurationQuery(customer, app.slug, tenant.slug).queryKey })
      await changed(...ofApps)
      void go(back)
    },
  })
  const restore = useMutation({
    mutationFn: (number: number) => savedConfiguration(customer, app.slug, tenant.slug, number),
    onSuccess: (saved) => {
      setValues(saved.values as object)
      say({ text: 'Filled in. Nothing changes until you save.' })
    },
    onError: (error) => say({ text: error.message }),
  })
  const fault = save.error instanceof Problem ? save.error : null
  const faults = under(fault?.errors ?? {}, '/values')
  const looks = [...new Set([...accepted, ...(fault?.code === 'LooksLikeSecret' ? Object.keys(faults) : [])])]
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
      sx={{ display: 'grid', gap: 6 }}
    >
      {save.error && (
        <Notice>
          {fault && Object.keys(faults).length > 0 ? 'Some values can’t be saved. See the message at each field.' : save.error.message}
          {faults[''] && ` ${faults['']}`}
          {fault?.status === 412 || fault?.code === 'SomeoneChangedThis' ? (
            <Button
              size="small"
              color="inherit"
              onClick={() => void queries.resetQueries({ queryKey: configurationQuery(customer, app.slug, tenant.slug).queryKey })}
            >
              Reload
            </Button>
          ) : null}
        </Notice>
      )}
      <CopyFrom customer={customer} configuration={configuration} onCopy={setValues} />
      {looks.map((member) => (
        <CheckLine
          key={member}
          label={`${memberOf(schema as never, member).title} is no secret`}
          hint="People who may configure the app can read it, and the audit trail shows it."
          checked={accepted.includes(member)}
          onChange={(on) => setAccepted(on ? [...accepted, member] : accepted.filter((other) => other !== member))}
        />
      ))}
      {schema ? (
        <SchemaForm schema={schema as never} values={values} onChange={setValues} faults={faults} />
      ) : (
        <Typography>This app has no configuration.</Typography>
      )}
      <SecretFields
        configuration={configuration}
        secrets={secrets}
        onChange={setSecrets}
        faults={{ ...faults, ...under(fault?.errors ?? {}, '/secrets') }}
      />
      {hasAddress(schema) && <TestConnection customer={customer} configuration={configuration} values={values} />}
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button type="submit" variant="contained" loading={save.isPending}>
          {state === 'approved' ? 'Save and activate' : 'Save configuration'}
        </Button>
        <Button component={Link} to={back} color="inherit">
          Cancel
        </Button>
      </Box>
      <Saves configuration={configuration} onRestore={(number) => restore.mutate(number)} />
    </Box>
  )
}
