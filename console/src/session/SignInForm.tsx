import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type ReactNode } from 'react'
import { Mark } from '../ui/shown/Mark'
import { size } from '../theme/tokens'
import { useTitle } from '../ui/page/Page'

interface Props {
  title: string
  /** What went wrong with the last try; it takes the focus. */
  fault?: string
  verb: string
  waiting: boolean
  onSubmit: () => void
  children: ReactNode
  foot?: ReactNode
}

/** The one form of a page before the console: who comes in here. */
export function SignInForm({ title, fault, verb, waiting, onSubmit, children, foot }: Props) {
  useTitle(title)
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (fault && !waiting) summary.current?.focus()
  }, [fault, waiting])
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 4 }}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
        sx={{ width: '100%', maxWidth: size.signIn, display: 'grid', gap: 3 }}
      >
        <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start', mb: 2 }}>
          <Mark side={40} />
          <Typography variant="h1">{title}</Typography>
        </Box>
        {fault && (
          <Box
            ref={summary}
            role="alert"
            tabIndex={-1}
            sx={{ px: 4, py: 3, borderRadius: 1, typography: 'body2', color: 'tone.danger.main', bgcolor: 'tone.danger.soft' }}
          >
            {fault}
          </Box>
        )}
        {children}
        <Button type="submit" variant="contained" size="large" loading={waiting}>
          {verb}
        </Button>
        <Typography variant="body2" component="div" color="text.secondary" sx={{ mt: 2 }}>
          {foot}
        </Typography>
      </Box>
    </Box>
  )
}
