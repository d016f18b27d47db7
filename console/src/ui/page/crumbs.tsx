import Box from '@mui/material/Box'
import { ChevronRight } from 'lucide-react'
import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../shown/Icon'

export interface Crumb {
  label: string
  to: string
}

/** How a page tells the frame what leads to it. */
export const CrumbsOfPage = createContext<(crumbs: Crumb[]) => void>(() => {})

/** The pages above this one, nearest last; the page itself is its own title. */
export function useCrumb(label: string, to: string) {
  const tell = useContext(CrumbsOfPage)
  useEffect(() => {
    tell([{ label, to }])
    return () => tell([])
  }, [tell, label, to])
}

export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }): ReactNode {
  if (!crumbs.length) return null
  return (
    <Box
      component="nav"
      aria-label="Breadcrumb"
      sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, color: 'text.secondary' }}
    >
      {crumbs.map((crumb) => (
        <Box key={crumb.to} component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
          <Icon of={ChevronRight} small />
          <Box
            component={Link}
            to={crumb.to}
            sx={{
              px: 1,
              py: 1,
              minWidth: 0,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              textDecoration: 'none',
              whiteSpace: 'nowrap',
              '&:hover': { textDecoration: 'underline' },
            }}
          >
            {crumb.label}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
