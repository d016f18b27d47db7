import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { appAddress, inCustomer } from '../addresses'
import { Guarded } from '../session/Guarded'
import { PersonLink } from '../session/links'
import { size } from '../theme/tokens'
import { useCrumb } from '../ui/page/crumbs'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { AppIcon } from './AppMarks'
import { AppIntegrationUser } from './AppIntegrationUser'
import { AppScopes } from './AppScopes'
import { AppText, AppVersions } from './AppText'
import { appQuery, type AppPage } from './marketplace'
import { AppPictures } from './pictures/AppPictures'
import { Places } from './Places'
import { allowed, useMe } from '../session/session'

const History = lazy(() => import('../governance/History').then(({ History }) => ({ default: History })))

/** One app: what it is for, what it will be able to do, where it is used, and who can configure it. */
export function Component() {
  const { customer = '', app = '' } = useParams()
  return (
    <Guarded page="apps">
      <OneApp key={`${customer} ${app}`} customer={customer} slug={app} />
    </Guarded>
  )
}

function OneApp({ customer, slug }: { customer: string; slug: string }) {
  const back = inCustomer(customer, 'apps')
  useCrumb('Marketplace', back)
  const app = useQuery(appQuery(customer, slug))
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <Loaded query={app} skeleton={<PageSkeleton />} what="app" back={back} alone>
        {(shown) => <Shown customer={customer} app={shown} />}
      </Loaded>
    </Box>
  )
}

const views = ['overview', 'about', 'history'] as const
const labels = { overview: 'Tenants and permissions', about: 'About', history: 'History' }

function Shown({ customer, app }: { customer: string; app: AppPage }) {
  const [params] = useSearchParams()
  const me = useMe()
  const here = appAddress(customer, app.slug)
  const view = views.find((one) => one === params.get('view')) ?? 'overview'
  return (
    <>
      <EntityHeader
        title={app.name}
        mark={<AppIcon icon={app.icon} slug={app.slug} side={size.appIcon} />}
        facts={{
          summary: app.summary,
          publisher: app.own ? 'Made by your company' : app.publisher,
          price: app.price,
          products: app.products.length === 1 && `For ${app.products[0]} only`,
        }}
      />
      <Views
        label="Views of the app"
        current={view}
        views={views
          .filter((one) => one !== 'history' || allowed(me, 'connectAudit'))
          .map((one) => ({ key: one, label: labels[one], to: one === 'overview' ? here : `${here}?view=${one}` }))}
      />
      {view === 'history' && (
        <Suspense fallback={<ListSkeleton />}>
          <History customer={customer} of={app} among={['connect']} />
        </Suspense>
      )}
      {view === 'about' && (
        <Box sx={{ maxWidth: size.readingPage }}>
          <AppText app={app} />
          <AppVersions app={app} />
        </Box>
      )}
      {view === 'overview' && (
        <Box sx={{ maxWidth: size.readingPage }}>
          <AppPictures customer={customer} app={app} />
          <Places customer={customer} app={app} />
          <AppScopes app={app} />
          <Section title="Who can configure it" aside={app.configurers.length ? undefined : 'Nobody in your company yet'}>
            <Box component="ul" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 2 }}>
              {app.configurers.map(({ id, name }) => (
                <li key={id}>
                  <PersonLink id={id} name={name} />
                </li>
              ))}
            </Box>
          </Section>
          {app.integrationUser && <AppIntegrationUser customer={customer} app={app} user={app.integrationUser} />}
        </Box>
      )}
    </>
  )
}
