import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { approve, ofApps, type Waiting } from '../marketplace/marketplace'
import { useDelayed } from '../ui/hooks/delayed'

interface Result {
  name: string
  why?: string
}

const asOne = () => 'all'

/** One after another: where one is refused, the others are approved all the same. */
async function approveAll(rows: Waiting[]): Promise<Result[]> {
  const results: Result[] = []
  for (const { app, customer, tenant, version } of rows) {
    const why = await approve({ customer: customer.slug, app: app.slug, tenant: tenant.slug }, [], '', version).then(
      () => undefined,
      (error: Error) => error.message,
    )
    results.push({ name: `${app.name} for ${customer.name}, ${tenant.name}`, why })
  }
  return results
}

/**
 * Approves several requests at once, each by itself and without the scopes that its app can do without: after ten seconds in which it can
 * be taken back. What became of each is said, and why where it was refused.
 */
export function BulkApproval({ picked, onDone }: { picked: Waiting[]; onDone: () => void }) {
  const [results, setResults] = useState<Result[]>([])
  const { pending, decide } = useDelayed<Waiting[]>(asOne, ofApps)
  const offers = picked.length > 0 && pending.length === 0
  const failed = results.filter(({ why }) => why)
  return (
    <Box role="status" sx={{ display: 'grid', gap: 2, mb: offers || results.length ? 5 : 0 }}>
      {offers && (
        <Box>
          <Button
            variant="contained"
            onClick={() =>
              decide(picked, `Approved: ${picked.length} requests, without optional scopes.`, async () => {
                setResults(await approveAll(picked))
                onDone()
              })
            }
          >
            Approve {picked.length} chosen
          </Button>
        </Box>
      )}
      {results.length > 0 && (
        <Typography>
          {results.length - failed.length} of {results.length} approved.
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
