import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useReach } from '../api/reach'
import { time } from '../theme/tokens'
import { meQuery } from './session'

/** While the server cannot be reached it is tried again and again; once it is back, everything shown is asked for again. */
export function useBack() {
  const queries = useQueryClient()
  const reach = useReach()
  const before = useRef(reach)
  useEffect(() => {
    if (before.current !== 'here' && reach === 'here') void queries.invalidateQueries()
    before.current = reach
    if (reach !== 'unanswered') return
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: meQuery.queryKey }), time.tryAgain)
    return () => clearInterval(timer)
  }, [reach, queries])
}
