import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Download, FileUp, UserPlus } from 'lucide-react'
import { useAct } from '../ui/hooks/act'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { RefusedButton } from '../ui/why/WhyPanel'
import { everybody, useUsers, type UserFilters } from '../directory/directory'

const AddUserDrawer = laterDrawer(() => import('./AddUserDrawer').then((file) => file.AddUserDrawer), isOpen)

const ImportDrawer = laterDrawer(() => import('./ImportDrawer').then((file) => file.ImportDrawer), isOpen)

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

/** Bringing people in, one or many, and taking the list along as a file. */
export function UserListActs({ customer, filters }: { customer: string; filters: UserFilters }) {
  const [importing, setImporting] = useAct('import')
  const can = useUsers(customer, everybody).first?.can
  const query = new URLSearchParams(
    Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== null && pair[0] !== 'order'),
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      <Button
        component="a"
        href={`/api/customers/${encodeURIComponent(customer)}/users.csv${query.size ? `?${query}` : ''}`}
        download
        variant="outlined"
        startIcon={<Icon of={Download} small />}
      >
        Export
      </Button>
      {(can?.add?.allowed || can?.invite?.allowed) && (
        <Button variant="outlined" startIcon={<Icon of={FileUp} small />} onClick={() => setImporting(true)}>
          Import
        </Button>
      )}
      <AddUserButton customer={customer} />
      <ImportDrawer customer={customer} open={importing} onClose={() => setImporting(false)} />
    </Box>
  )
}
