import Button from '@mui/material/Button'
import { IdCard, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { useAct } from '../ui/hooks/act'
import { DataTable, type Column } from '../ui/list/DataTable'
import { Icon } from '../ui/shown/Icon'
import { counted, ListPage } from '../ui/list/ListPage'
import { PersonName } from '../ui/shown/PersonName'
import { useStaff, type StaffMember } from './staff'
import { EndStaffDrawer, AddStaffDrawer } from './StaffDrawers'
import { UserState } from '../directory/UserState'

/** The vendor’s own people, for Super Users: they make Support Users and end them. */
export function Component() {
  return (
    <Guarded page="staff">
      <StaffList />
    </Guarded>
  )
}

function StaffList() {
  const staff = useStaff()
  const [making, setMaking] = useAct('add')
  const [ending, setEnding] = useState<StaffMember | null>(null)
  const columns: Column<StaffMember>[] = [
    { key: 'name', head: 'Name', cell: (member) => <PersonName name={member.name} email={member.email} /> },
    { key: 'email', head: 'E-mail address', width: '28%', from: 1000, card: 'none', cell: (member) => member.email },
    { key: 'role', head: 'Role', width: '16%', cell: (member) => member.role },
    { key: 'state', head: 'State', width: column.chip, cell: (member) => <UserState active={member.active} listed /> },
    {
      key: 'end',
      head: 'Change',
      width: column.state,
      align: 'end',
      card: 'end',
      cell: (member) =>
        member.end.allowed && (
          <Button size="small" color="inherit" aria-label={`End role of ${member.name}`} onClick={() => setEnding(member)} sx={{ my: -2 }}>
            End role
          </Button>
        ),
    },
  ]
  return (
    <>
      <ListPage
        title="Staff"
        count={counted(staff)}
        lead={
          <>
            Your colleagues who work across all customers. Super Users are added and ended by the Platform Team.{' '}
            <Link to="/audit">History</Link>
          </>
        }
        action={
          <Button variant="contained" startIcon={<Icon of={UserPlus} small />} onClick={() => setMaking(true)}>
            Add Support User
          </Button>
        }
        list={staff}
        what="list of staff"
        noneFits="Nobody"
        none={{ icon: IdCard, title: 'No staff yet', words: 'The Platform Team adds the first Super User on the host.' }}
      >
        {(rows) => <DataTable label="Staff" columns={columns} rows={rows} rowKey={(member) => member.id} />}
      </ListPage>
      <AddStaffDrawer open={making} onClose={() => setMaking(false)} />
      <EndStaffDrawer member={ending} onClose={() => setEnding(null)} />
    </>
  )
}
