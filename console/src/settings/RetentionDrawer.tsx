import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { size } from '../theme/tokens'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { Pick } from '../ui/form/Pick'
import { useDrawer } from '../ui/form/useDrawer'
import { SearchLine } from '../ui/list/SearchLine'
import { RetentionPreviewed } from './RetentionPreviewed'
import { choices, editRetention, fetchRetention, kept, limitsOf, useRetentionPreview, type Limits, type Retention } from './retention'
import { ofSettings } from './settings'

/** How many teams are offered at once. */
const most = 6

interface Props {
  customer: string
  retention: Retention
  former?: Limits
  open: boolean
  onClose: () => void
}

/** How long transcripts are kept, after showing what is deleted sooner. */
export function RetentionDrawer({ customer, retention, former, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: retention,
    fetch: () => fetchRetention(customer),
    begin: (seen): Limits & { note: string } => ({ ...limitsOf(seen), note: '' }),
    given: former,
    send: async ({ note, ...limits }, seen) => {
      try {
        return await editRetention(customer, seen, limits, preview.shown?.confirms, note)
      } finally {
        // Refused or done: what is shown next is of then.
        preview.refresh()
      }
    },
    changes: ofSettings,
    said: () => 'Retention changed.',
  })
  const { days, byTeam } = form.watch()
  const before = limitsOf(retention)
  const isChanged = days !== before.days || JSON.stringify(sorted(byTeam)) !== JSON.stringify(sorted(before.byTeam))
  const preview = useRetentionPreview(customer, open && isChanged ? { days, byTeam } : null)
  const deletes = (preview.shown?.lines.length ?? 0) > 0
  return (
    <FormDrawer
      title="Change retention"
      verb={deletes ? 'Delete transcripts sooner' : 'Save retention'}
      danger={deletes}
      {...drawer}
      held={drawer.held || !isChanged || !preview.shown}
    >
      <Controller
        control={form.control}
        name="days"
        render={({ field: { value, onChange } }) => (
          <Pick
            label="Transcripts"
            hint="Counted from when a call was stored. It holds for teams without a time of their own, and for calls of no team."
            value={value}
            choices={choices(value)}
            onChange={onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="byTeam"
        render={({ field: { value, onChange } }) => <ByTeam retention={retention} value={value} onChange={onChange} />}
      />
      {preview.shown && <RetentionPreviewed preview={preview.shown} />}
      {preview.error && <Typography role="alert">{preview.error.message}</Typography>}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

const sorted = (byTeam: Record<string, number>) => Object.entries(byTeam).sort(([one], [other]) => one.localeCompare(other))

interface ByTeamProps {
  retention: Retention
  value: Record<string, number>
  onChange: (value: Record<string, number>) => void
}

/** Teams with a time of their own, and a way to find another. */
function ByTeam({ retention: { teams }, value, onChange }: ByTeamProps) {
  const [query, setQuery] = useState<string | null>(null)
  const others = teams.filter(
    ({ id, name, archived }) => !(id in value) && !archived && name.toLowerCase().includes((query ?? '').trim().toLowerCase()),
  )
  function remove(id: string) {
    const next = { ...value }
    delete next[id]
    onChange(next)
  }
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 2 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0, mb: 1.5 }}>
        Teams with a time of their own
      </Typography>
      {teams
        .filter(({ id }) => id in value)
        .map(({ id, name }) => (
          <Box key={id} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 2, alignItems: 'center' }}>
            <Pick label={name} value={value[id]!} choices={choices(value[id]!)} onChange={(days) => onChange({ ...value, [id]: days })} />
            <Button size="small" aria-label={`Use the default for ${name}`} onClick={() => remove(id)}>
              Use default
            </Button>
          </Box>
        ))}
      {teams.length > most && <SearchLine label="Find a team" value={query} onChange={setQuery} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, minHeight: size.row }}>
        {others.slice(0, most).map(({ id, name }) => (
          <Button key={id} size="small" variant="outlined" aria-label={`Add ${name}`} onClick={() => onChange({ ...value, [id]: kept })}>
            <bdi>{name}</bdi>
          </Button>
        ))}
      </Box>
    </Box>
  )
}
