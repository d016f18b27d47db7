import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { Frame } from './frame/Frame'
import { Failed } from './frame/Failed'
import { useMe } from './session/session'
import { PageSkeleton } from './ui/Later'
import { GoneState } from './ui/states'

function Landing() {
  return <Navigate to={useMe().landing} replace />
}

const rooms: RouteObject[] = [
  { index: true, element: <Landing /> },
  { path: 'now', lazy: () => import('./delivery/NowPage') },
  { path: 'inbox', lazy: () => import('./delivery/InboxPage') },
  { path: 'calls', lazy: () => import('./calls/CallsPage') },
  { path: 'calls/:id', lazy: () => import('./calls/CallPage') },
  { path: 'ask', lazy: () => import('./calls/AskPage') },
  { path: 'customers', lazy: () => import('./directory/CustomersPage') },
  { path: 'staff', lazy: () => import('./directory/StaffPage') },
  { path: 'audit', lazy: () => import('./governance/AuditPage') },
  { path: 'customers/:customer/users', lazy: () => import('./directory/UsersPage') },
  { path: 'customers/:customer/teams', lazy: () => import('./teams/TeamsPage') },
  { path: 'customers/:customer/teams/:team', lazy: () => import('./teams/TeamPage') },
  { path: 'customers/:customer/seats', lazy: () => import('./seats/SeatsPage') },
  { path: 'deliveries', lazy: () => import('./delivery/DeliveriesPage') },
  { path: 'customers/:customer/users/:user', lazy: () => import('./directory/UserPage') },
  { path: 'customers/:customer/levels', lazy: () => import('./levels/LevelsPage') },
  { path: 'customers/:customer/why', lazy: () => import('./directory/WhyPage') },
  { path: 'customers/:customer/audit', lazy: () => import('./governance/AuditPage') },
  { path: 'customers/:customer/integration-users', lazy: () => import('./machines/MachinesPage') },
  { path: 'customers/:customer/integration-users/:machine', lazy: () => import('./machines/MachinePage') },
  { path: 'profile', lazy: () => import('./profile/ProfilePage') },
  { path: 'roles', lazy: () => import('./directory/RolesPage') },
  { path: '*', element: <GoneState alone /> },
]

/** Every address of the console; a page's code is loaded when it is visited. */
export const router = createBrowserRouter([
  { path: '/sign-in', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/SignInPage'), errorElement: <Failed /> },
  { path: '/forgotten', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/ForgottenPage'), errorElement: <Failed /> },
  { path: '/welcome', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/WelcomePage'), errorElement: <Failed /> },
  {
    path: '/',
    element: <Frame />,
    hydrateFallbackElement: <PageSkeleton />,
    errorElement: <Failed />,
    children: [{ errorElement: <Failed />, children: rooms }],
  },
])
