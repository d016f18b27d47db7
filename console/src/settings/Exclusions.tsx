import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { size } from '../theme/tokens'
import { useAct } from '../ui/hooks/act'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { ExcludeDrawer, RemoveExclusionDrawer } from './ExclusionDrawers'
import { ExclusionTester } from './ExclusionTester'
import { useExclusions, type Exclusion } from './settings'

/** Addresses and domains whose calls are not stored, with what was removed from the list and can be restored, and a test. */
export function Exclusions({ customer }: { customer: string }) {
  const list = useExclusions(customer)
  const [adding, setAdding] = useAct('exclude')
  const [value, setValue] = useState('')
  const [removing, setRemoving] = useState<Exclusion | null>(null)
  function restore({ value: former }: Exclusion) {
    setValue(former)
    setAdding(true)
  }
  return (
    <Section
      title="Exclusion list"
      aside={
        <Button
          size="small"
          variant="outlined"
          onClick={() => {
            setValue('')
            setAdding(true)
          }}
        >
          Exclude an address or domain
        </Button>
      }
    >
      <Typography color="text.secondary" sx={{ mb: 3, maxWidth: size.readingPage }}>
        A call with such a participant is not stored: nothing of it is kept, only that it was excluded. Calls that are stored already stay.
      </Typography>
      <Loaded query={list} skeleton={<ListSkeleton />} what="customer">
        {({ exclusions: all, excluded, days }) => (
          <>
            <Lines
              label="Excluded"
              none="Nothing is excluded."
              rows={all.filter(({ removed }) => !removed)}
              act="Remove"
              onAct={setRemoving}
            />
            <Typography variant="body2" color="text.secondary">
              {excluded.toLocaleString()} {excluded === 1 ? 'call' : 'calls'} excluded in {days} days.
            </Typography>
            {all.some(({ removed }) => removed) && (
              <>
                <Typography variant="h3" sx={{ mt: 4, mb: 1 }}>
                  Removed
                </Typography>
                <Lines label="Removed" none="" rows={all.filter(({ removed }) => removed)} act="Restore" onAct={restore} />
              </>
            )}
          </>
        )}
      </Loaded>
      <ExclusionTester customer={customer} />
      <ExcludeDrawer key={value} customer={customer} given={value} open={adding} onClose={() => setAdding(false)} />
      <RemoveExclusionDrawer customer={customer} exclusion={removing} onClose={() => setRemoving(null)} />
    </Section>
  )
}

interface LinesProps {
  label: string
  none: string
  rows: Exclusion[]
  act: string
  onAct: (row: Exclusion) => void
}

function Lines({ label, none, rows, act, onAct }: LinesProps) {
  if (!rows.length) return <Typography>{none}</Typography>
  return (
    <Box component="ul" aria-label={label} sx={{ maxWidth: size.readingPage }}>
      {rows.map((row) => (
        <Box
          component="li"
          key={row.id}
          sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: { xs: size.touch, sm: size.row } }}
        >
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {row.value}{' '}
            <Typography component="span" variant="body2" color="text.secondary">
              {row.kind === 'domain' ? 'domain' : 'address'}, {row.removed ? 'removed' : `by ${row.addedBy.name}`}{' '}
              <Moment at={row.removed ?? row.at} />
            </Typography>
          </Box>
          <Button size="small" aria-label={`${act}: ${row.value}`} onClick={() => onAct(row)}>
            {act}
          </Button>
        </Box>
      ))}
    </Box>
  )
}
