import { useRouteError } from 'react-router'
import { Problem } from '../api/problem'
import { ErrorState } from '../ui/states'

/** What stands where a page could not even be shown: its code did not come, or it broke. */
export function Failed() {
  const error = useRouteError()
  const unreachable = error instanceof TypeError && /import|fetch/i.test(error.message)
  return (
    <ErrorState
      error={unreachable ? new Problem(0) : error instanceof Error ? error : new Error('This page broke.')}
      onRetry={() => window.location.reload()}
      alone
    />
  )
}
