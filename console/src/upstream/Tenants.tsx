import Button from '@mui/material/Button'
import { useState } from 'react'
import { column } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { DataTable, type Column } from '../ui/list/DataTable'
import { Moment } from '../ui/shown/Moment'
import type { Tenant } from './upstream'

const UnlinkDrawer = laterDrawer(
  () => import('./UnlinkDrawer').then((file) => file.UnlinkDrawer),
  ({ tenant }) => tenant !== null,
)

/** A customer’s tenants: the product, the id there, and when the product last reported something of each. */
export function Tenants({ customer, tenants, unlinks }: { customer: { slug: string; name: string }; tenants: Tenant[]; unlinks: boolean }) {
  const [leaving, setLeaving] = useState<Tenant | null>(null)
  const columns: Column<Tenant>[] = [
    { key: 'name', head: 'Tenant', cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'product', head: 'Product', width: column.state, cell: ({ product }) => product },
    { key: 'id', head: 'Id there', width: '24%', from: 760, cell: ({ externalId }) => <code>{externalId}</code> },
    {
      key: 'seen',
      head: 'Last reported',
      width: column.moment,
      cell: ({ lastReported }) => (lastReported ? <Moment at={lastReported} /> : 'Never'),
    },
  ]
  if (unlinks)
    columns.push({
      key: 'act',
      head: 'Change',
      width: column.chip,
      align: 'end',
      card: 'end',
      cell: (tenant) => (
        <Button size="small" color="inherit" aria-label={`Unlink ${tenant.name}`} onClick={() => setLeaving(tenant)} sx={{ my: -2 }}>
          Unlink…
        </Button>
      ),
    })
  return (
    <>
      <DataTable label="Tenants" columns={columns} rows={tenants} rowKey={({ slug }) => slug} />
      <UnlinkDrawer customer={customer} tenant={leaving} onClose={() => setLeaving(null)} />
    </>
  )
}
