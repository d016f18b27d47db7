import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import { appAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { useCrumb } from '../ui/page/crumbs'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page } from '../ui/page/Page'
import { configurationQuery } from './configuration'
import { ConnectionHere } from './ConnectionHere'

// The library that draws the form comes for those who may fill it in.
const Configure = lazy(async () => ({ default: (await import('./Configure')).Configure }))

/** Configures an app in a tenant, by a form drawn from what the app declares. */
export function Component() {
  const { customer = '', app = '', tenant = '' } = useParams()
  const back = appAddress(customer, app)
  useCrumb('App', back)
  return (
    <Guarded page="apps">
      <Asked key={`${customer} ${app} ${tenant}`} customer={customer} app={app} tenant={tenant} back={back} />
    </Guarded>
  )
}

function Asked({ customer, app, tenant, back }: { customer: string; app: string; tenant: string; back: string }) {
  const configuration = useQuery(configurationQuery(customer, app, tenant))
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <Loaded query={configuration} skeleton={<PageSkeleton />} what="app" back={back} alone>
        {(found) => (
          <Page title={`Configure ${found.app.name}`} lead={`In ${found.tenant.name}. Version ${found.version}.`} narrow>
            <ConnectionHere customer={customer} app={app} tenant={tenant} />
            <Suspense fallback={<PageSkeleton />}>
              <Configure key={found.revision} customer={customer} configuration={found} back={back} />
            </Suspense>
          </Page>
        )}
      </Loaded>
    </Box>
  )
}
