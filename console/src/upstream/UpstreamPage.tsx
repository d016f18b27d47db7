import { ArrowDownToLine } from 'lucide-react'
import { useState } from 'react'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { Views } from '../ui/page/EntityHeader'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import type { Deciding } from './HeldDrawer'
import { About, Below, Of } from './ReportCells'
import { kinds, products, reportFilters, results, useReports, type Report } from './upstream'

const HeldDrawer = laterDrawer(
  () => import('./HeldDrawer').then((file) => file.HeldDrawer),
  ({ deciding }) => deciding !== null,
)

/** What upstream products reported, what it did, what was refused and why: for the vendor’s people. */
export function Component() {
  return (
    <Guarded page="upstream">
      <Activity />
    </Guarded>
  )
}

const none = {
  icon: ArrowDownToLine,
  title: 'Nothing was reported yet',
  words: 'Products report sign-ins, deactivations and tenants with a platform key. What they report appears here.',
}

const words = (of: Record<string, string>) => Object.entries(of).map(([key, label]) => ({ key, label }))

function Activity() {
  const filters = useFilters(reportFilters)
  const { query, result, kind, product } = filters.values
  const reports = useReports(filters.values)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const columns: Column<Report>[] = [
    { key: 'who', head: 'About', cell: (report) => <About report={report} /> },
    { key: 'kind', head: 'Report', width: column.state, cell: (report) => kinds[report.kind] },
    {
      key: 'result',
      head: 'Result',
      width: column.chip,
      card: 'end',
      cell: ({ result: did }) => <StateChip tone={results[did].tone}>{results[did].words}</StateChip>,
    },
    { key: 'customer', head: 'Customer', width: '16%', from: 760, cell: ({ customer }) => customer && <Of customer={customer} /> },
    { key: 'tenant', head: 'Tenant', width: '18%', from: 1000, cell: (report) => `${report.product} ${report.tenant}` },
    { key: 'at', head: 'Received', width: column.moment, cell: ({ received }) => <Moment at={received} /> },
  ]
  return (
    <>
      <ListPage
        title="Upstream activity"
        count={counted(reports)}
        lead="What products report about people and tenants, the latest first."
        views={
          <Views
            label="Reports"
            current={result === 'refused' || result === 'held' ? result : 'all'}
            views={[
              { key: 'all', label: 'All', to: '?' },
              { key: 'refused', label: 'Refused', to: '?result=refused' },
              { key: 'held', label: 'Held', to: '?result=held' },
            ]}
          />
        }
        search={<SearchLine label="Find an e-mail address" value={query} onChange={(text) => filters.set('query', text)} />}
        filters={
          <>
            <FilterChip
              any="of any kind"
              label="Kind"
              choices={words(kinds)}
              value={kind}
              onChange={(value) => filters.set('kind', value)}
            />
            <FilterChip
              any="of any product"
              before="of"
              label="Product"
              choices={products.map((key) => ({ key, label: key }))}
              value={product}
              onChange={(value) => filters.set('product', value)}
            />
          </>
        }
        narrowing={filters.narrowing}
        onClear={filters.any ? filters.clear : undefined}
        list={reports}
        noneFits={result === 'held' ? 'Nothing is held' : result === 'refused' ? 'Nothing was refused' : undefined}
        none={none}
      >
        {(rows) => (
          <DataTable
            label="Reports"
            columns={columns}
            rows={rows}
            rowKey={(report) => report.id}
            below={(report) => <Below report={report} onDecide={(release) => setDeciding({ report, release })} />}
          />
        )}
      </ListPage>
      <HeldDrawer deciding={deciding} onClose={() => setDeciding(null)} />
    </>
  )
}
