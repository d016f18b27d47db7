import Button from '@mui/material/Button'
import { UserPlus } from 'lucide-react'
import { useAct } from '../ui/hooks/act'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { RefusedButton } from '../ui/why/WhyPanel'
import { everybody, useUsers } from '../directory/directory'

const AddUserDrawer = laterDrawer(() => import('./AddUserDrawer').then((file) => file.AddUserDrawer), isOpen)

/** The one way that the server leaves someone to bring in others: adding, inviting, or the reason why neither. */
export function AddUserButton({ customer }: { customer: string }) {
  const [open, setOpen] = useAct('add')
  // The unfiltered list says it, whatever the filters let through.
  const can = useUsers(customer, everybody).first?.can
  if (!can) return null
  const { add, invite } = can
  if (!add?.allowed && !invite?.allowed)
    return <RefusedButton refused={{ sentence: add?.why ?? '', permission: 'user/add' }}>Add user</RefusedButton>
  return (
    <>
      <Button variant="contained" startIcon={<Icon of={UserPlus} small />} onClick={() => setOpen(true)}>
        {add?.allowed ? 'Add user' : 'Invite'}
      </Button>
      <AddUserDrawer customer={customer} invite={!add?.allowed} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
