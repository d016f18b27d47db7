import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { HelpCircle } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { inCustomer } from '../frame/places'
import { Drawer } from '../ui/Drawer'
import { Icon } from '../ui/Icon'
import { Moment } from '../ui/Moment'
import { roleName } from '../ui/words'
import type { User } from './directory'
import { UserState } from './UsersPage'

interface Props {
  customer: string
  user: User | undefined
  tenantName: (slug: string) => string
  onClose: () => void
}

/** One user beside the list: everything they hold, and the way to ask why. */
export function UserDrawer({ customer, user, tenantName, onClose }: Props) {
  // The last one stays while the drawer leaves.
  const [last, setLast] = useState(user)
  useEffect(() => {
    if (user) setLast(user)
  }, [user])
  const shown = user ?? last
  return (
    <Drawer
      title={shown?.name ?? ''}
      open={user !== undefined}
      onClose={onClose}
      actions={
        shown && (
          <Button
            variant="outlined"
            component={Link}
            to={`${inCustomer(customer, 'why')}?person=${encodeURIComponent(shown.email)}`}
            startIcon={<Icon of={HelpCircle} small />}
          >
            Why may they, or not?
          </Button>
        )
      }
    >
      {shown && (
        <Box component="dl" sx={{ display: 'grid', gap: 5 }}>
          <Fact name="E-mail address">{shown.email}</Fact>
          <Fact name="State">
            <UserState active={shown.active} />
          </Fact>
          {(shown.job || shown.department) && <Fact name="Job">{[shown.job, shown.department].filter(Boolean).join(', ')}</Fact>}
          <Fact name="Connect role">
            {roleName(shown.connect)}
            <Until at={shown.connectUntil} />
          </Fact>
          <Fact name="Custom roles">{shown.customRoles.map((role) => role.name).join(', ') || 'None'}</Fact>
          <Fact name="Insights role">
            {roleName(shown.insights)} · {shown.level}
            {shown.editorOf && `, for ${shown.editorOf.join(', ')}`}
            <Until at={shown.insightsUntil} />
          </Fact>
          <Fact name="Tenants">{shown.tenants.map(tenantName).join(', ') || 'None'}</Fact>
          {shown.seat != null && <Fact name="Recording licence">{shown.seat ? 'Holds a seat' : 'None'}</Fact>}
        </Box>
      )}
    </Drawer>
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
