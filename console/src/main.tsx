import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { makeQueries } from './api/queries'
import { router } from './routes'
import { forgetSession, meQuery } from './session/session'
import { Theme } from './theme/Theme'

const queries = makeQueries(
  // One answer may be of a session that was replaced a moment ago, as when one switches customer: whether somebody is signed in, me says.
  () =>
    void queries.fetchQuery({ ...meQuery, staleTime: 0 }).then(
      (me) => me === null && forgetSession(queries),
      () => undefined,
    ),
  () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }),
)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Theme>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Theme>
  </StrictMode>,
)
