import { lazy, Suspense } from 'react'
import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { Invited } from './Invited'
import { inCustomer, userAddress } from '../addresses'
import { useCrumb } from '../ui/page/crumbs'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Initials } from '../ui/shown/PersonName'
import { roleName } from '../ui/shown/words'
import { userQuery } from '../directory/directory'
import type { AboutUser } from './people'
import { useUserActs } from './UserActs'
import { UserHolds, UserRights } from './UserHolds'
import { UserSessions } from './UserSessions'
import { UserState } from '../directory/UserState'

const History = lazy(() => import('../governance/History').then(({ History }) => ({ default: History })))

/** One user: what they hold and where it comes from, what can be done with them, and what was. */
export function Component() {
  const { customer = '', user: id = '' } = useParams()
  const list = inCustomer(customer, 'users')
  useCrumb('Users', list)
  return (
    <Guarded page="users">
      <UserOf key={id} customer={customer} id={id} />
    </Guarded>
  )
}

function UserOf({ customer, id }: { customer: string; id: string }) {
  const user = useQuery(userQuery(customer, id))
  return (
    <Loaded query={user} skeleton={<PageSkeleton />} what="user" back={inCustomer(customer, 'users')} alone>
      {(found) => <UserRead customer={customer} user={found} />}
    </Loaded>
  )
}

const views = [
  { key: 'holds', label: 'Overview' },
  { key: 'rights', label: 'Permissions' },
  { key: 'history', label: 'History' },
]

const signedIn = { key: 'sessions', label: 'Sessions and keys' }

function UserRead({ customer, user }: AboutUser) {
  const [params] = useSearchParams()
  const view = params.get('view') ?? 'holds'
  const { actions, others } = useUserActs({ customer, user })
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <EntityHeader
        title={user.name}
        mark={user.picture && <Initials name={user.name} picture={user.picture} side={size.thumbnail} />}
        state={<UserState active={user.active} invited={user.invited} />}
        actions={actions}
        facts={{
          email: user.email,
          connect: `Connect: ${roleName(user.connect)}`,
          insights: `Insights: ${roleName(user.insights)} · ${user.level}`,
        }}
      />
      {others}
      {user.invited && <Invited customer={customer} user={user} />}
      <Views
        label="Views of the user"
        current={view}
        views={[...views.slice(0, -1), ...(user.can.viewSessions?.allowed ? [signedIn] : []), ...views.slice(-1)].map((one) => ({
          ...one,
          to: `${userAddress(customer, user.id)}?view=${one.key}`,
        }))}
      />
      {view === 'rights' && <UserRights customer={customer} user={user} />}
      {view === 'sessions' && <UserSessions customer={customer} user={user} />}
      {view === 'history' && (
        <Suspense fallback={<ListSkeleton />}>
          <History customer={customer} of={user} />
        </Suspense>
      )}
      {view === 'holds' && <UserHolds customer={customer} user={user} />}
    </Box>
  )
}
