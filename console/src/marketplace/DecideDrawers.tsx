import Typography from '@mui/material/Typography'
import { useNotes } from '../directory/directory'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { approve, decline, ofApps, type AppPage } from './marketplace'
import type { Asked } from './PlaceActs'
import { DeclineReason, declineNeeds } from './DeclineReason'
import { ScopeTicks } from './ScopeTicks'

interface Props {
  customer: string
  app: Pick<AppPage, 'slug' | 'name' | 'scopes' | 'versions'>
  asked: Asked | null
  onClose: () => void
}

/** Approves a request, or what a new version wants more: scope by scope, the optional ones off until chosen. */
export function ApproveDrawer(props: Props) {
  const shown = useLast(props.asked)
  return shown && <Approve {...props} asked={shown} open={props.asked !== null} />
}

function Approve({ customer, app, asked: { act, place }, open, onClose }: Props & { asked: Asked; open: boolean }) {
  const notes = useNotes(customer)
  const update = act === 'update'
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: place,
    begin: () => ({ scopes: [] as string[], note: '' }),
    send: ({ scopes, note }, seen) =>
      approve({ customer, app: app.slug, tenant: seen.tenant.slug }, scopes, note, app.versions[0]?.number, update),
    changes: ofApps,
    said: (_answer, _values, was) => `${app.name} ${update ? 'updated' : 'approved'} for ${was.tenant.name}.`,
  })
  return (
    <FormDrawer title={`${update ? 'Approve the update of' : 'Approve'} ${app.name} for ${place.tenant.name}?`} verb="Approve" {...drawer}>
      {place.request?.wanted && <Typography>“{place.request.wanted}”</Typography>}
      <ScopeTicks scopes={app.scopes} form={form} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Declines a request, with a reason that the requester reads. */
export function DeclineDrawer(props: Props) {
  const shown = useLast(props.asked)
  return shown && <Decline {...props} asked={shown} open={props.asked !== null} />
}

function Decline({ customer, app, asked: { place }, open, onClose }: Props & { asked: Asked; open: boolean }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: place,
    begin: () => ({ reason: '' }),
    send: ({ reason }, seen) => decline({ customer, app: app.slug, tenant: seen.tenant.slug }, reason),
    changes: ofApps,
    said: (_answer, _values, was) => `${app.name} declined for ${was.tenant.name}.`,
  })
  return (
    <FormDrawer title={`Decline ${app.name} for ${place.tenant.name}?`} verb="Decline" {...drawer}>
      {place.request?.wanted && <Typography>“{place.request.wanted}”</Typography>}
      <DeclineReason field={form.register('reason', declineNeeds)} fault={errors.reason?.message} />
    </FormDrawer>
  )
}
