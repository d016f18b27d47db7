import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { HelpCircle } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { inCustomer } from '../frame/places'
import { Drawer } from '../ui/Drawer'
import { Icon } from '../ui/Icon'
import { PageSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Moment } from '../ui/Moment'
import { roleName } from '../ui/words'
import { useUser, type User } from './directory'
import { UserState } from './UsersPage'

interface Props {
  customer: string
  /** The user of the address; null: none. */
  id: string | null
  /** What the list beside says of them, where they are on it. */
  listed: User | undefined
  tenantName: (slug: string) => string
  onClose: () => void
}

/** One user beside the list: everything they hold, and the way to ask why. */
export function UserDrawer({ customer, id, listed, tenantName, onClose }: Props) {
  // The last one stays while the drawer leaves.
  const [last, setLast] = useState({ id, listed })
  useEffect(() => {
    if (id) setLast({ id, listed })
  }, [id, listed])
  const user = useUser(customer, id ?? last.id, listed ?? last.listed)
  return (
    <Drawer
      title={user.data?.name ?? 'A user'}
      open={id !== null}
      onClose={onClose}
      actions={
        user.data && (
          <Button
            variant="outlined"
            component={Link}
            to={`${inCustomer(customer, 'why')}?person=${encodeURIComponent(user.data.email)}`}
            startIcon={<Icon of={HelpCircle} small />}
          >
            Why may they, or not?
          </Button>
        )
      }
    >
      <Loaded query={user} skeleton={<PageSkeleton />} what="user">
        {(shown) => <Facts user={shown} tenantName={tenantName} />}
      </Loaded>
    </Drawer>
  )
}

function Facts({ user, tenantName }: { user: User; tenantName: Props['tenantName'] }) {
  return (
    <Box component="dl" sx={{ display: 'grid', gap: 5 }}>
      <Fact name="E-mail address">{user.email}</Fact>
      <Fact name="State">
        <UserState active={user.active} />
      </Fact>
      {(user.job || user.department) && <Fact name="Job">{[user.job, user.department].filter(Boolean).join(', ')}</Fact>}
      <Fact name="Connect role">
        {roleName(user.connect)}
        <Until at={user.connectUntil} />
      </Fact>
      <Fact name="Custom roles">{user.customRoles.map((role) => role.name).join(', ') || 'None'}</Fact>
      <Fact name="Insights role">
        {roleName(user.insights)} · {user.level}
        {user.editorOf && `, for ${user.editorOf.join(', ')}`}
        <Until at={user.insightsUntil} />
      </Fact>
      <Fact name="Tenants">{user.tenants.map(tenantName).join(', ') || 'None'}</Fact>
      {user.seat != null && <Fact name="Recording licence">{user.seat ? 'Holds a seat' : 'None'}</Fact>}
    </Box>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography variant="body2" component="dt" color="text.secondary">
        {name}
      </Typography>
      <Box component="dd">{children}</Box>
    </div>
  )
}

/** When access ends by itself. */
function Until({ at }: { at?: string | null }) {
  return (
    at && (
      <>
        {', until '}
        <Moment at={at} />
      </>
    )
  )
}
