import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Unplug } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { Moment } from '../ui/shown/Moment'
import { products } from '../upstream/upstream'
import { useOrphans, type Orphan } from './orphans'

const LinkDrawer = laterDrawer(
  () => import('./LinkDrawer').then((file) => file.LinkDrawer),
  ({ orphan }) => orphan !== null,
)

/** Tenants that products report and no customer has: a Super User links each. */
export function Component() {
  return (
    <Guarded page="orphans">
      <Orphans />
    </Guarded>
  )
}

function Orphans() {
  const filters = useFilters(['query', 'product'])
  const { query, product } = filters.values
  const orphans = useOrphans({ query, product })
  const [params, setParams] = useSearchParams()
  const open = (orphan: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (orphan) after.set('link', orphan)
        else after.delete('link')
        return after
      },
      { replace: true },
    )
  const columns: Column<Orphan>[] = [
    { key: 'name', head: 'Tenant', cell: ({ name, externalId }) => <bdi>{name ?? externalId}</bdi> },
    { key: 'domain', head: 'Domain', width: '20%', from: 760, cell: ({ domain }) => domain },
    { key: 'country', head: 'Country', width: column.number, from: 1000, cell: ({ country }) => country },
    { key: 'since', head: 'Reported', width: column.moment, cell: ({ since }) => <Moment at={since} /> },
    {
      key: 'act',
      head: 'Change',
      width: column.chip,
      align: 'end',
      card: 'end',
      cell: (orphan) => (
        <Button
          size="small"
          variant="outlined"
          aria-label={`Link ${orphan.name ?? orphan.externalId}`}
          onClick={() => open(orphan.id)}
          sx={{ my: { sm: -1 } }}
        >
          Link…
        </Button>
      ),
    },
  ]
  return (
    <>
      <ListPage
        title="Orphan tenants"
        count={counted(orphans)}
        lead="Tenants that products report and no customer has. Nothing is linked without you."
        search={<SearchLine label="Find a tenant" value={query} onChange={(text) => filters.set('query', text)} />}
        filters={
          <FilterChip
            any="of any product"
            before="of"
            label="Product"
            choices={products.map((key) => ({ key, label: key }))}
            value={product}
            onChange={(value) => filters.set('product', value)}
          />
        }
        narrowing={filters.narrowing}
        onClear={filters.any ? filters.clear : undefined}
        list={orphans}
        none={{
          icon: Unplug,
          title: 'Every tenant has a customer',
          words: 'A tenant that a product reports and no customer has appears here.',
        }}
      >
        {(rows) => (
          <DataTable
            label="Orphan tenants"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            below={({ product: of, externalId, refused }) => (
              <Typography variant="caption" component="div" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                {of} {externalId}
                {refused > 0 && ` · ${refused === 1 ? '1 report' : `${refused} reports`} refused`}
              </Typography>
            )}
          />
        )}
      </ListPage>
      <LinkDrawer orphan={params.get('link')} onClose={() => open(null)} />
    </>
  )
}
