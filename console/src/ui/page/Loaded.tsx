import Button from '@mui/material/Button'
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Problem } from '../../api/problem'
import { ErrorState, GoneState, Notice } from './states'
import { WhyPage } from '../why/WhyPanel'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  isPending: boolean
  refetch: () => unknown
}

interface Props<T> {
  query: Asked<T>
  skeleton: ReactNode
  /** What is loaded, for the sentence when it is gone, and the list it belongs to. */
  what?: string
  back?: string
  /** Stands below the words that it is gone. */
  gone?: ReactNode
  /** Nothing else of a page is around it. */
  alone?: boolean
  children: (data: T) => ReactNode
}

/** One of the states of something asked for: loading, there, refused (Why), gone, or failed. What is there stays over a passing failure, and says that it may be old. */
export function Loaded<T>({ query, skeleton, what, back, gone, alone, children }: Props<T>) {
  const { data, error } = query
  if (error instanceof Problem && error.status === 403)
    return <WhyPage why={error.why ?? { sentence: error.message }} back={back} alone={alone} />
  if (error instanceof Problem && error.status === 404)
    return (
      <>
        <GoneState what={what} back={back} alone={alone} />
        {gone}
      </>
    )
  if (data !== undefined)
    return (
      <>
        {/* That no answer came, the bar over every page says once. */}
        {error && !(error instanceof Problem && error.status === 0) && <Old onRetry={() => void query.refetch()} />}
        {children(data)}
      </>
    )
  if (error) return <ErrorState error={error} onRetry={() => void query.refetch()} alone={alone} />
  return skeleton
}

function Old({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice
      icon={CloudOff}
      action={
        <Button size="small" color="inherit" onClick={onRetry}>
          Retry
        </Button>
      }
    >
      This could not be updated and may be out of date.
    </Notice>
  )
}
