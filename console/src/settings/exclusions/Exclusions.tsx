import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { size } from '../../theme/tokens'
import { useAct } from '../../ui/hooks/act'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Section } from '../../ui/page/Page'
import { Moment } from '../../ui/shown/Moment'
import { ExcludeDrawer, RemoveExclusionDrawer } from './ExclusionDrawers'
import { CrmDrawer } from './CrmDrawer'
import { ExclusionTester } from './ExclusionTester'
import { useExclusions, type Condition, type Exclusion } from './exclusions'

/** What keeps a call from being stored, with what was removed from the list and can be restored, and a test. */
export function Exclusions({ customer }: { customer: string }) {
  const list = useExclusions(customer)
  const [adding, setAdding] = useAct('exclude')
  const [value, setValue] = useState('')
  const [byCrm, setByCrm] = useAct('exclude-crm')
  const [conditions, setConditions] = useState<Condition[]>([])
  const [removing, setRemoving] = useState<Exclusion | null>(null)
  function exclude(former: string) {
    setValue(former)
    setAdding(true)
  }
  function excludeByCrm(former: Condition[]) {
    setConditions(former)
    setByCrm(true)
  }
  return (
    <Section
      title="Exclusion list"
      aside={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Button size="small" variant="outlined" onClick={() => exclude('')}>
            Exclude an address or domain
          </Button>
          <Button size="small" variant="outlined" onClick={() => excludeByCrm([])}>
            Exclude by CRM fields
          </Button>
        </Box>
      }
    >
      <Typography color="text.secondary" sx={{ mb: 3, maxWidth: size.readingPage }}>
        A call with such a participant, or for which all conditions of an entry hold, is not stored: nothing of it is kept, only that it was
        excluded. A field of the CRM that a call does not carry <em>is not set</em>. Calls that are stored already stay.
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
                <Lines
                  label="Removed"
                  none=""
                  rows={all.filter(({ removed }) => removed)}
                  act="Restore"
                  onAct={(one) => (one.kind === 'condition' ? excludeByCrm(one.conditions) : exclude(one.value))}
                />
              </>
            )}
          </>
        )}
      </Loaded>
      <ExclusionTester customer={customer} />
      <ExcludeDrawer key={value} customer={customer} given={value} open={adding} onClose={() => setAdding(false)} />
      <CrmDrawer key={JSON.stringify(conditions)} customer={customer} given={conditions} open={byCrm} onClose={() => setByCrm(false)} />
      <RemoveExclusionDrawer customer={customer} exclusion={removing} onClose={() => setRemoving(null)} />
    </Section>
  )
}

const kinds: Record<Exclusion['kind'], string> = { address: 'address', domain: 'domain', condition: 'CRM fields' }

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
              {kinds[row.kind]}, {row.removed ? 'removed' : `by ${row.addedBy.name}`} <Moment at={row.removed ?? row.at} />
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
