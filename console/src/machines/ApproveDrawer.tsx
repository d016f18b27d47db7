import Typography from '@mui/material/Typography'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { useLast } from '../ui/hooks/last'
import { approveIntegrationUser, ofIntegrationUser, useFetchIntegrationUser, type IntegrationUser } from './integrationUsers'
import { ScopeList } from './ScopeList'

export interface IntegrationUserDrawer {
  customer: string
  integrationUser: IntegrationUser
  open: boolean
  onClose: () => void
}

/** Approves an integration as it is, or withdraws that: what starts, or what stops. */
export function ApproveDrawer({ customer, integrationUser, open, onClose }: IntegrationUserDrawer) {
  // The words stay while the drawer leaves, though the approval is another by then.
  const shown = useLast(open ? integrationUser : null) ?? integrationUser
  const approves = !shown.approved && !shown.approvedFrom
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: integrationUser,
    fetch: useFetchIntegrationUser(customer, integrationUser),
    begin: () => ({ note: '' }),
    send: ({ note }, seen, way) => approveIntegrationUser(customer, seen, !seen.approved && !seen.approvedFrom, note, way),
    previews: () => true,
    changes: ofIntegrationUser,
    said: (_answer, _values, was) => (was.approved || was.approvedFrom ? `Approval of ${was.name} withdrawn.` : `${was.name} approved.`),
    undo: (_, { note }, was, now) => approveIntegrationUser(customer, now, was.approved || !!was.approvedFrom, note),
  })
  return (
    <FormDrawer
      title={approves ? `Approve ${integrationUser.name}?` : `Withdraw the approval of ${integrationUser.name}?`}
      verb={approves ? 'Approve' : 'Withdraw approval'}
      danger={!approves}
      {...drawer}
      onKeep={undefined}
    >
      <Typography>{approves ? 'Its current and future keys can then:' : 'Its keys stop working at once for:'}</Typography>
      <ScopeList customer={customer} scopes={integrationUser.scopes} />
      <Typography color="text.secondary">
        {approves ? 'Adding permissions later needs approval again.' : 'Its keys are kept, and work again once it is approved.'}
      </Typography>
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
