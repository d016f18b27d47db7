import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Circle, CircleCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useMe } from '../session/session'
import { ListSkeleton } from '../ui/page/Later'
import { Section } from '../ui/page/Page'
import { Icon } from '../ui/shown/Icon'
import { firstSteps } from './firstStepWords'
import { firstStepsQuery } from './today'

/**
 * What to set up or try first in the reader’s role, above the rest of the page; gone once all of it is done, or when they hide it in this
 * browser. The rest waits until that is known, so that it does not move.
 */
export function FirstSteps({ children }: { children: ReactNode }) {
  const me = useMe()
  const store = `usher-first-steps ${me.id}`
  const [hidden, setHidden] = useState(() => localStorage.getItem(store) === 'hidden')
  const { data = [], isLoading } = useQuery({ ...firstStepsQuery, enabled: !hidden })
  const steps = data.flatMap((step) => {
    const words = firstSteps[step.name]?.(me)
    return words ? [{ ...step, ...words }] : []
  })
  const done = steps.filter((step) => step.done).length
  if (isLoading) return <ListSkeleton rows={10} />
  if (hidden || done === steps.length) return children
  return (
    <>
      <Section
        title="First steps"
        aside={
          <>
            {done} of {steps.length} done
            <Button
              size="small"
              color="inherit"
              sx={{ ml: 2 }}
              onClick={() => {
                localStorage.setItem(store, 'hidden')
                setHidden(true)
              }}
            >
              Hide
            </Button>
          </>
        }
      >
        <Box
          component="ol"
          aria-label="First steps"
          sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, columnGap: 12, rowGap: 3 }}
        >
          {steps.map(({ name, done: isDone, words, more, to }) => (
            <Box component="li" key={name} sx={{ display: 'flex', gap: 3 }}>
              <Box sx={{ pt: 0.5, color: isDone ? 'tone.good.main' : 'text.secondary' }}>
                <Icon of={isDone ? CircleCheck : Circle} />
              </Box>
              <Box sx={{ minWidth: 0 }}>
                {isDone ? (
                  <Typography color="text.secondary">{words}, done</Typography>
                ) : (
                  <>
                    <Typography sx={{ fontWeight: 500 }}>{to ? <Link to={to}>{words}</Link> : words}</Typography>
                    <Typography variant="body2" color="text.secondary">
                      {more}
                    </Typography>
                  </>
                )}
              </Box>
            </Box>
          ))}
        </Box>
      </Section>
      {children}
    </>
  )
}
