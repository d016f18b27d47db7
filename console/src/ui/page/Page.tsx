import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, type ReactNode } from 'react'
import { measure, size } from '../../theme/tokens'

/** Names the tab of the browser after what one looks at. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · Usher` : 'Usher'
  }, [title])
}

interface Props {
  title: string
  /** A number beside the title: “12”, “1,000+”. */
  count?: ReactNode
  /** One line below the title. */
  lead?: ReactNode
  /** The one primary action, at the right. */
  action?: ReactNode
  children: ReactNode
  /** For what is read rather than scanned. */
  narrow?: boolean
}

/** The body of a page: its name, its number, its one action, then its content. */
export function Page({ title, count, lead, action, children, narrow }: Props) {
  useTitle(title)
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto', '& > *': { maxWidth: narrow ? size.readingPage : undefined } }}>
      <Box component="header" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', columnGap: 4, rowGap: 1, mb: 5 }}>
        <Typography variant="h1" sx={{ flex: `1 1 ${size.title}px`, minWidth: 0 }}>
          <bdi>{title}</bdi>{' '}
          {count !== undefined && (
            <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', fontWeight: 400, fontVariantNumeric: 'tabular-nums' }}>
              {count}
            </Box>
          )}
        </Typography>
        {action}
        {lead && (
          <Box sx={{ flex: '0 0 100%' }}>
            <Typography variant="body1" component="div" color="text.secondary" sx={{ maxWidth: measure.reading }}>
              {lead}
            </Typography>
          </Box>
        )}
      </Box>
      {children}
    </Box>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, aside, children, id }: { title: string; aside?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <Box component="section" id={id} aria-label={title} sx={{ mb: 8 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3, mb: 2 }}>
        <Typography variant="h2">{title}</Typography>
        {aside && (
          <Typography variant="body2" component="div" color="text.secondary">
            {aside}
          </Typography>
        )}
      </Box>
      {children}
    </Box>
  )
}
