import { createBrowserRouter, Navigate } from 'react-router'
import { Frame } from './frame/Frame'
import { Failed } from './frame/Failed'
import { rooms } from './rooms'
import { useMe } from './session/session'
import { PageSkeleton } from './ui/page/Later'
import { GoneState } from './ui/page/states'

function Landing() {
  return <Navigate to={useMe().landing} replace />
}

/** Every address of the console; a page's code is loaded when it is visited. */
export const router = createBrowserRouter([
  { path: '/sign-in', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/SignInPage'), errorElement: <Failed /> },
  { path: '/forgotten', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/ForgottenPage'), errorElement: <Failed /> },
  { path: '/welcome', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/WelcomePage'), errorElement: <Failed /> },
  { path: '/reset', hydrateFallbackElement: <PageSkeleton />, lazy: () => import('./session/WelcomePage'), errorElement: <Failed /> },
  {
    path: '/unsubscribe/:link',
    hydrateFallbackElement: <PageSkeleton />,
    lazy: () => import('./session/UnsubscribePage'),
    errorElement: <Failed />,
  },
  {
    path: '/',
    element: <Frame />,
    hydrateFallbackElement: <PageSkeleton />,
    errorElement: <Failed />,
    children: [
      {
        errorElement: <Failed />,
        children: [
          { index: true, element: <Landing /> },
          ...rooms.flatMap(({ routes }) => routes),
          { path: '*', element: <GoneState alone /> },
        ],
      },
    ],
  },
])
