import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { appAddress, inCustomer } from '../addresses'
import { size } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { useDelayed } from '../ui/hooks/delayed'
import { useSingleKeys } from '../ui/hooks/keyboard'
import { useRowKeys } from '../ui/hooks/rowKeys'
import { Moment } from '../ui/shown/Moment'
import { RefusedButton } from '../ui/why/WhyPanel'
import { ofApps, type Waiting } from '../marketplace/marketplace'
import { BulkApproval } from './BulkApproval'

const DecideRequestDrawer = laterDrawer(
  () => import('./DecideRequestDrawer').then((file) => file.DecideRequestDrawer),
  ({ deciding }) => deciding !== null,
)

export interface Deciding {
  row: Waiting
  approve: boolean
}

const typing = 'input, textarea, select, [role=dialog], [role=menu]'
const idOf = ({ customer, tenant, app }: Waiting) => `${customer.slug} ${tenant.slug} ${app.slug}`

/** The requests as rows that keys move among; a decision is taken after ten seconds in which it can be undone. */
export function Queue({ rows }: { rows: Waiting[] }) {
  const list = useRef<HTMLUListElement>(null)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const [single] = useSingleKeys()
  const { pending, decide } = useDelayed(idOf, ofApps)
  const [chosen, setChosen] = useState<string[]>([])
  useRowKeys(list)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!single || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element | null)?.closest?.(typing)) return
      if (event.key !== 'a' && event.key !== 'd') return
      const at = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
      const row = rows.find((one) => idOf(one) === at)
      if (!row || (event.key === 'a' && !row.approve.allowed)) return
      event.preventDefault()
      setDeciding({ row, approve: event.key === 'a' })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [rows, single])
  const shown = rows.filter((row) => !pending.includes(idOf(row)))
  const picked = shown.filter((row) => row.approve.allowed && chosen.includes(idOf(row)))
  return (
    <>
      <BulkApproval picked={picked} onDone={() => setChosen([])} />
      <Box component="ul" ref={list} aria-label="Requests" sx={{ display: 'grid', gap: 5, maxWidth: size.page }}>
        {shown.map((row) => (
          <Line
            key={idOf(row)}
            row={row}
            chosen={chosen.includes(idOf(row))}
            onChoose={(on) => setChosen(on ? [...chosen, idOf(row)] : chosen.filter((one) => one !== idOf(row)))}
            onDecide={(approve) => setDeciding({ row, approve })}
          />
        ))}
      </Box>
      {!shown.length && <Typography color="text.secondary">All of these are decided.</Typography>}
      <DecideRequestDrawer deciding={deciding} onClose={() => setDeciding(null)} onDecide={decide} />
    </>
  )
}

interface LineProps {
  row: Waiting
  chosen: boolean
  onChoose: (on: boolean) => void
  onDecide: (approve: boolean) => void
}

function Line({ row, chosen, onChoose, onDecide }: LineProps) {
  const { customer, tenant, product, app, by, at, wanted, remindedAt, approve } = row
  return (
    <Box
      component="li"
      data-row={idOf(row)}
      tabIndex={-1}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, '&:focus-visible': { outline: 2, outlineColor: 'tone.accent.main' } }}
    >
      {approve.allowed && (
        <Checkbox
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
          slotProps={{ input: { 'aria-label': `Choose ${app.name} for ${customer.name}, ${tenant.name}` } }}
          sx={{ alignSelf: 'flex-start', m: -2 }}
        />
      )}
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 500 }}>
          <Link to={appAddress(customer.slug, app.slug)}>{app.name}</Link> for{' '}
          <Link to={inCustomer(customer.slug, 'apps')}>
            <bdi>{customer.name}</bdi>
          </Link>
          , <bdi>{tenant.name}</bdi> ({product})
        </Typography>
        <Typography variant="body2" color="text.secondary">
          <bdi>{by.name}</bdi> asked <Moment at={at} />
          {remindedAt && (
            <>
              , reminded <Moment at={remindedAt} />
            </>
          )}
          {wanted && <>: “{wanted}”</>}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2 }}>
        {approve.allowed ? (
          <Button variant="outlined" aria-label={`Approve ${app.name} for ${customer.name}, ${tenant.name}`} onClick={() => onDecide(true)}>
            Approve
          </Button>
        ) : (
          <RefusedButton refused={{ sentence: approve.why ?? '', permission: 'app/approve' }}>Approve</RefusedButton>
        )}
        <Button variant="outlined" aria-label={`Decline ${app.name} for ${customer.name}, ${tenant.name}`} onClick={() => onDecide(false)}>
          Decline
        </Button>
      </Box>
    </Box>
  )
}
