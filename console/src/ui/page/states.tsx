import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleAlert, Copy, SearchX, WifiOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Problem } from '../../api/problem'
import { useReach } from '../../api/reach'
import { font } from '../../theme/tokens'
import { EmptyState } from './EmptyState'
import { Icon } from '../shown/Icon'
import { capital } from '../shown/words'

/** What failed, in words, with the trace id for whoever is asked for help, and a way to try again. */
export function ErrorState({ error, onRetry, alone }: { error: Error; onRetry?: () => void; alone?: boolean }) {
  const problem = error instanceof Problem ? error : undefined
  return (
    <Box role="alert">
      <EmptyState
        alone={alone}
        icon={problem?.status === 0 ? WifiOff : CircleAlert}
        title={problem?.status === 0 ? 'The server cannot be reached' : 'This could not be loaded'}
        action={
          onRetry && (
            <Button variant="outlined" onClick={onRetry}>
              Retry
            </Button>
          )
        }
      >
        {problem?.status === 0
          ? 'Check your connection. Your input is kept.'
          : problem?.status === 503
            ? 'Usher is busy. Nothing was lost; try again in a moment.'
            : error.message}
        {problem?.traceId && <TraceId id={problem.traceId} />}
      </EmptyState>
    </Box>
  )
}

function TraceId({ id }: { id: string }) {
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="caption" component="div">
        Reference for support
      </Typography>
      <Button
        size="small"
        color="inherit"
        onClick={() => void navigator.clipboard?.writeText(id)}
        endIcon={<Icon of={Copy} small />}
        sx={{ fontFamily: font.mono, fontSize: font.size.small }}
        aria-label={`Copy trace id ${id}`}
      >
        {id}
      </Button>
    </Box>
  )
}

/** What is gone, what never was and what is not for the reader look alike, here as on the server. */
export function GoneState({ back, what = 'page', alone }: { back?: string; what?: string; alone?: boolean }) {
  return (
    <EmptyState
      alone={alone}
      icon={SearchX}
      title={`${capital(what)} not found, or not visible to you`}
      action={
        <Button variant="outlined" component={Link} to={back ?? '/'}>
          {back ? 'Go back to the list' : 'Go to home page'}
        </Button>
      }
    >
      It may have been removed, or you may not have access. If you expected it, ask whoever sent you the link.
    </EmptyState>
  )
}

/** A quiet bar over the page. */
export function Notice({ icon = CircleAlert, action, children }: { icon?: LucideIcon; action?: ReactNode; children: ReactNode }) {
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 4,
        py: 1.5,
        mb: 4,
        borderRadius: 1,
        typography: 'body2',
        color: 'tone.attention.main',
        bgcolor: 'tone.attention.soft',
      }}
    >
      <Icon of={icon} small />
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {action}
    </Box>
  )
}

/** Shown while the server cannot be reached. */
export function OfflineBar() {
  const reach = useReach()
  if (reach === 'here') return null
  return (
    <Notice icon={WifiOff}>
      {reach === 'offline' ? 'You are offline.' : 'The server cannot be reached.'} This page may be out of date; your input is kept.
    </Notice>
  )
}
