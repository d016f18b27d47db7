import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { Reason } from '../../api/problem'
import { Field } from '../form/Field'
import { NoteField } from '../form/NoteField'
import { OneOf } from '../form/Ticks'
import { inDays, untilEndOf } from '../shown/days'
import { roleName } from '../shown/words'
import { useAskFor, type Asking } from './reasons'

type Ask = NonNullable<Reason['ask']>

interface Option {
  key: string
  label: string
  wish: Asking['wish']
}

/** Each thing that may be asked for: of several any one is enough. */
function optionsOf({ level, role, customRoles, tenant, user }: Ask): Option[] {
  const of = user ?? undefined
  return [
    ...(customRoles ?? []).map(({ slug, name }) => ({ key: slug, label: name, wish: { user: of, customRole: slug } })),
    ...(level ? [{ key: level, label: roleName(level), wish: { user: of, level } }] : []),
    ...(role ? [{ key: role, label: roleName(role), wish: { user: of, role } }] : []),
    ...(tenant ? [{ key: tenant.slug, label: tenant.name, wish: { user: of, tenants: [tenant.slug] } }] : []),
  ]
}

/** Asks for what would cure a refusal, with a note and an end; whoever can grant exactly that decides. */
export function AskFor({ ask }: { ask: Ask }) {
  const options = optionsOf(ask)
  const [chosen, choose] = useState(options[0]?.key ?? null)
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const send = useAskFor()
  const option = options.find(({ key }) => key === chosen)
  if (!option) return null
  if (send.isSuccess) return <Typography role="status">Requested. You are notified when it is decided.</Typography>
  return (
    <Box component="section" aria-label="Ask for it" sx={{ display: 'grid', gap: 3 }}>
      <Typography variant="h3" component="h2" color="text.secondary">
        Ask for it
      </Typography>
      {options.length > 1 && <OneOf label="Any of these is enough" options={options} value={chosen} onChange={(key) => choose(key)} />}
      <Field label="Until the end of" hint="Optional.">
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            inputProps={{ ...inputProps, min: inDays(0) }}
          />
        )}
      </Field>
      <NoteField value={note} onChange={setNote} />
      <Button
        variant="contained"
        loading={send.isPending}
        onClick={() => send.mutate({ wish: { ...option.wish, until: until ? untilEndOf(until) : undefined }, note })}
        sx={{ justifySelf: 'start' }}
      >
        Request {option.label}
      </Button>
      {send.error && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          {send.error.message}
        </Typography>
      )}
    </Box>
  )
}
