import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { foundRenewed } from './api/build'
import { makeQueries } from './api/queries'
import { router } from './routes'
import { forgetSession, meQuery } from './session/session'
import { Theme } from './theme/Theme'

const queries = makeQueries(
  () => forgetSession(queries),
  () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }),
)

// A file of a page did not come: where the server answers at all, it has another build, and the frame loads that one.
window.addEventListener('vite:preloadError', foundRenewed)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Theme>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Theme>
  </StrictMode>,
)
