import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Store } from 'lucide-react'
import { useParams } from 'react-router'
import { appAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { counted, ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { capital } from '../ui/shown/words'
import { AppIcon, AppStateChip } from './AppMarks'
import { states, useAppList, useCategories, type App } from './marketplace'

const PublishDrawer = laterDrawer(
  () => import('./PublishDrawer').then((file) => file.PublishDrawer),
  ({ open }) => open,
)

const columns: Column<App>[] = [
  { key: 'name', head: 'App', width: '30%', cell: (app) => <NamedApp app={app} /> },
  {
    key: 'publisher',
    head: 'Publisher',
    width: '18%',
    from: 1000,
    card: 'none',
    cell: (app) => (app.own ? 'Your company' : app.publisher),
  },
  { key: 'categories', head: 'Category', width: '18%', cell: (app) => app.categories.join(', ') },
  { key: 'tenants', head: 'Tenants', cell: (app) => <InTenants app={app} /> },
]

/** An app's name, with its icon. */
function NamedApp({ app: { icon, slug, name } }: { app: App }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2.5 }}>
      <AppIcon icon={icon} slug={slug} />
      <bdi>{name}</bdi>
    </Box>
  )
}

/** An app's state in each tenant one reaches: where it is nowhere used, in one word. */
function InTenants({ app: { tenants } }: { app: App }) {
  const used = tenants.filter(({ state }) => state)
  if (!used.length) return tenants.some(({ fits }) => fits) ? <AppStateChip /> : 'Doesn’t fit your products'
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 2 }}>
      {used.map(({ tenant, state }) => (
        <Box component="span" key={tenant.slug} sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
          <bdi>{tenant.name}</bdi> <AppStateChip state={state} />
        </Box>
      ))}
    </Box>
  )
}

/** The marketplace: the apps a customer can have, and where each stands. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="apps">
      <Catalogue key={customer} customer={customer} />
    </Guarded>
  )
}

const parts = ['query', 'category', 'state'] as const

function Catalogue({ customer }: { customer: string }) {
  const filters = useFilters(parts)
  const { query, category, state } = filters.values
  const apps = useAppList(customer, { query, category, state })
  const categories = useCategories(customer)
  const [publishing, setPublishing] = useAct('publish')
  const mayPublish = allowed(useMe(), 'publishOwnApp')
  return (
    <>
      <ListPage
        title="Marketplace"
        count={counted(apps)}
        action={
          mayPublish && (
            <Button variant="outlined" onClick={() => setPublishing(true)}>
              Publish your own app
            </Button>
          )
        }
        lead="Request an app for a tenant. Once it is approved, somebody who may configure it sets it up."
        search={<SearchLine label="Find an app" value={query} onChange={(text) => filters.set('query', text)} />}
        filters={
          <>
            <FilterChip
              label="Category"
              any="in every category"
              before="in"
              choices={(categories.data ?? []).map((one) => ({ key: one, label: one }))}
              value={category}
              onChange={(next) => filters.set('category', next)}
            />
            <FilterChip
              label="State"
              any="in any state"
              choices={states.map((one) => ({ key: one, label: one === 'declined' ? 'Deleted' : capital(one) }))}
              value={state}
              onChange={(next) => filters.set('state', next)}
            />
          </>
        }
        narrowing={filters.narrowing}
        onClear={filters.any ? filters.clear : undefined}
        noneFits="No apps fit these filters"
        list={apps}
        what="customer"
        none={{ icon: Store, title: 'No apps yet', words: 'Apps appear here when your vendor publishes them.' }}
      >
        {(rows) => (
          <DataTable
            label="Apps"
            columns={columns}
            rows={rows}
            rowKey={(app) => app.slug}
            to={(app) => appAddress(customer, app.slug)}
            below={(app) => (
              <Typography variant="body2" component="span" color="text.secondary" sx={{ display: 'block' }}>
                {app.summary}
              </Typography>
            )}
          />
        )}
      </ListPage>
      <PublishDrawer customer={customer} open={publishing} onClose={() => setPublishing(false)} />
    </>
  )
}
