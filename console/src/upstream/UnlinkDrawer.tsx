import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import type { Shape } from '../api/client'
import { linkAddress } from '../addresses'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { ofTenants, unlinkTenant, useLosses, type Tenant } from './upstream'

interface Props {
  customer: { slug: string; name: string }
  tenant: Tenant | null
  onClose: () => void
}

const kinds: Record<string, [one: string, many: string]> = {
  users: ['user loses the tenant', 'users lose the tenant'],
  apps: ['app is removed', 'apps are removed'],
  configurations: ['configuration is deleted', 'configurations are deleted'],
  secrets: ['secret is deleted', 'secrets are deleted'],
  keys: ['key stops working', 'keys stop working'],
  connections: ['connection is ended', 'connections are ended'],
}

/** Takes a tenant out of its customer, after showing what is lost. */
export function UnlinkDrawer(props: Props) {
  const shown = useLast(props.tenant)
  return shown && <Body {...props} tenant={shown} open={props.tenant !== null} />
}

function Body({ customer, tenant, open, onClose }: Props & { tenant: Tenant; open: boolean }) {
  const go = useNavigate()
  const losses = useLosses(customer.slug, tenant.slug, open)
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: tenant,
    begin: () => ({ note: '' }),
    send: ({ note }, seen, way) => unlinkTenant(customer.slug, seen.slug, note, way),
    previews: () => true,
    changes: ofTenants,
    said: () => `${tenant.name} is unlinked. Link it to the right customer.`,
    after: ({ data }) => void go(linkAddress((data as Shape<'UnlinkedTenant'>).orphan)),
  })
  return (
    <FormDrawer title={`Unlink ${tenant.name} from ${customer.name}?`} verb="Unlink tenant" danger {...drawer}>
      <Typography>
        The tenant leaves this customer and waits among the orphans until you link it to another. What it has here is lost:
      </Typography>
      {losses.data && (
        <Box component="ul" aria-label="What is lost" sx={{ display: 'grid', gap: 2 }}>
          {losses.data.losses.map(({ kind, count, names }) => (
            <Typography component="li" key={kind}>
              <b>{count}</b> {kinds[kind]?.[count === 1 ? 0 : 1] ?? kind}
              {names.length > 0 && (
                <Typography component="span" color="text.secondary">
                  : {names.join(', ')}
                  {count > names.length && ' and more'}
                </Typography>
              )}
            </Typography>
          ))}
          {!losses.data.losses.length && <Typography component="li">Nothing: no user, app or key uses it.</Typography>}
        </Box>
      )}
      <AccessPreview preview={preview} />
      <Field label="Reason" hint="Required. Recorded in the audit trail." fault={errors.note?.message}>
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            multiline
            minRows={2}
            inputProps={{ ...inputProps, maxLength: 2000 }}
            {...form.register('note', { validate: (note) => note.trim() !== '' || 'Say why the tenant leaves this customer.' })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
