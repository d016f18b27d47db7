import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState, type ReactNode } from 'react'
import { size, time } from '../../theme/tokens'

/** Shows what it holds only when waiting has begun to be noticed; a quick answer never flickers. What will be there has its height from the start. */
export function Later({ children, height }: { children: ReactNode; height?: number }) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), time.skeletonAfter)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Box aria-busy role="status" aria-label="Loading" sx={{ minHeight: height }}>
      {due && children}
    </Box>
  )
}

/** The shape of a list before its rows are there. */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Later height={rows * size.row}>
      {Array.from({ length: rows }, (_, row) => (
        <Box key={row} sx={{ display: 'flex', gap: 6, alignItems: 'center', height: size.row }}>
          <Skeleton variant="rounded" height={size.skeleton} sx={{ width: `${30 + ((row * 7) % 20)}%` }} />
          <Skeleton variant="rounded" height={size.skeleton} sx={{ width: '16%' }} />
          <Skeleton variant="rounded" height={size.skeleton} sx={{ width: '12%', ml: 'auto' }} />
        </Box>
      ))}
    </Later>
  )
}

/** The shape of a page that is read: a title, its facts, a few paragraphs. */
export function PageSkeleton() {
  return (
    <Later>
      <Skeleton variant="rounded" height={size.skeletonTitle} sx={{ width: '70%', mb: 3 }} />
      <Skeleton variant="rounded" height={size.skeleton} sx={{ width: '50%', mb: 8 }} />
      {[92, 84, 96, 60].map((width) => (
        <Skeleton key={width} variant="rounded" height={size.skeleton} sx={{ width: `min(${size.refusal}px, ${width}%)`, mb: 3 }} />
      ))}
    </Later>
  )
}
