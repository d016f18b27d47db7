import Button from '@mui/material/Button'
import { RefreshCw } from 'lucide-react'
import { useRouteError } from 'react-router'
import { Problem } from '../api/problem'
import { EmptyState } from '../ui/page/EmptyState'
import { ErrorState } from '../ui/page/states'
import { Icon } from '../ui/shown/Icon'
import { reload, useReloadOnce } from './renewed'

/** What is shown where a page could not even be shown: its code did not come, or it broke. */
export function Failed() {
  const error = useRouteError()
  // Each browser words it in its own way; all of them throw a TypeError for a module that did not come.
  const missing = error instanceof TypeError && /import|fetch|module|load/i.test(error.message)
  if (missing) return <Missing />
  return <ErrorState error={error instanceof Error ? error : new Error('Something went wrong on this page.')} onRetry={reload} alone />
}

/** A page whose code did not come: without a server one waits for it; with one, the code is that of another build, and the page is loaded again. */
function Missing() {
  const reach = useReloadOnce()
  if (reach === 'asking') return null
  if (reach === 'away') return <ErrorState error={new Problem(0)} onRetry={reload} alone />
  return (
    <EmptyState
      alone
      icon={RefreshCw}
      title="Usher was updated"
      action={
        <Button variant="contained" startIcon={<Icon of={RefreshCw} small />} onClick={reload}>
          Reload
        </Button>
      }
    >
      This page is from an earlier version. Reload to continue with the new one.
    </EmptyState>
  )
}
