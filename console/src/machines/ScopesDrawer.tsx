import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { AccessPreview } from '../ui/preview/AccessPreview'
import type { IntegrationUserDrawer } from './ApproveDrawer'
import { ofIntegrationUser, setScopes, useFetchIntegrationUser } from './integrationUsers'
import { ScopeChoice } from './ScopeChoice'
import { ScopeList } from './ScopeList'
import { beyond, readScopes, scopesFault, writeScopes } from './scopes'

/** Changes what it may do, after showing what it gains and loses; gaining starts the approval again. */
export function ScopesDrawer({ customer, integrationUser, open, onClose }: IntegrationUserDrawer) {
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: integrationUser,
    fetch: useFetchIntegrationUser(customer, integrationUser),
    begin: ({ scopes }) => ({ scopes: readScopes(scopes), note: '' }),
    send: ({ scopes, note }, seen, way) => setScopes(customer, seen, writeScopes(scopes), note, way),
    previews: ({ scopes }, seen) => !scopesFault(scopes) && differ(scopes, readScopes(seen.scopes)),
    changes: ofIntegrationUser,
    said: ({ data }, _, { name }) =>
      data && 'approved' in data && data.approved
        ? `Permissions of ${name} changed.`
        : `Permissions of ${name} changed. It needs approval again.`,
    undo: (_, { note }, was, now) => setScopes(customer, now, was.scopes, note),
  })
  const before = readScopes(integrationUser.scopes)
  const scopes = form.watch('scopes')
  const [gains, loses] = [beyond(scopes, before), beyond(before, scopes)]
  return (
    <FormDrawer title={`Change permissions of ${integrationUser.name}`} verb="Save permissions" {...drawer}>
      <Controller
        control={form.control}
        name="scopes"
        rules={{ validate: (value) => scopesFault(value) ?? true }}
        render={({ field: { value, onChange } }) => (
          <ScopeChoice customer={customer} value={value} fault={errors.scopes?.message as string | undefined} onChange={onChange} />
        )}
      />
      {gains.length + loses.length > 0 && !scopesFault(scopes) && (
        <Box role="status" sx={{ display: 'grid', gap: 2 }}>
          {gains.length > 0 && <Part title="Added" customer={customer} scopes={gains} />}
          {loses.length > 0 && <Part title="Removed, at once" customer={customer} scopes={loses} />}
          {gains.length > 0 && integrationUser.approved && (
            <Typography sx={{ color: 'tone.attention.main' }}>
              Adding permissions needs approval again. Until an Organization Admin approves it, it cannot be used.
            </Typography>
          )}
        </Box>
      )}
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

const differ = (one: Parameters<typeof beyond>[0], other: Parameters<typeof beyond>[1]) =>
  beyond(one, other).length + beyond(other, one).length > 0

function Part({ title, ...list }: { title: string; customer: string; scopes: string[] }) {
  return (
    <div>
      <Typography variant="h3">{title}</Typography>
      <ScopeList label={title} {...list} />
    </div>
  )
}
