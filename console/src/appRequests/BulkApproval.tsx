import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useChanged } from '../api/queries'
import { approve, ofApps, type Waiting } from '../marketplace/marketplace'
import { time } from '../theme/tokens'

interface Result {
  name: string
  why?: string
}

const named = ({ app, customer, tenant }: Waiting) => `${app.name} for ${customer.name}, ${tenant.name}`

/**
 * Approves several requests at once, each by itself and without the scopes that its app can do without: after ten seconds in which it can
 * be taken back. What became of each is said, and why where it was refused.
 */
export function BulkApproval({ picked, onDone }: { picked: Waiting[]; onDone: () => void }) {
  const changed = useChanged()
  const [waiting, setWaiting] = useState<Waiting[] | null>(null)
  const act = useMutation({
    mutationFn: async (rows: Waiting[]) => {
      const results: Result[] = []
      for (const row of rows) {
        const why = await approve({ customer: row.customer.slug, app: row.app.slug, tenant: row.tenant.slug }, [], '').then(
          () => undefined,
          (error: Error) => error.message,
        )
        results.push({ name: named(row), why })
      }
      return results
    },
    onSettled: () => changed(...ofApps),
  })
  const { mutate } = act
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => {
      setWaiting(null)
      mutate(waiting)
      onDone()
    }, time.undo)
    return () => clearTimeout(timer)
  }, [waiting, mutate, onDone])
  const failed = act.data?.filter(({ why }) => why) ?? []
  return (
    <Box role="status" sx={{ display: 'grid', gap: 2, mb: picked.length || waiting || act.data ? 5 : 0 }}>
      {!waiting && picked.length > 0 && (
        <Box>
          <Button variant="contained" loading={act.isPending} onClick={() => setWaiting(picked)}>
            Approve {picked.length} chosen
          </Button>
        </Box>
      )}
      {waiting && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
          <Typography>
            {waiting.length} {waiting.length === 1 ? 'request is' : 'requests are'} approved in a moment, without optional scopes.
          </Typography>
          <Button size="small" variant="outlined" onClick={() => setWaiting(null)}>
            Undo
          </Button>
        </Box>
      )}
      {act.data && (
        <Typography>
          {act.data.length - failed.length} of {act.data.length} approved.
        </Typography>
      )}
      {failed.map(({ name, why }) => (
        <Typography key={name} sx={{ color: 'tone.danger.main' }}>
          {name}: {why}
        </Typography>
      ))}
    </Box>
  )
}
