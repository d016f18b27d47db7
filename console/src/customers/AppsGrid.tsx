import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'
import { Link } from 'react-router'
import { appAddress } from '../addresses'
import { allowed, useMe } from '../session/session'
import { screen, size } from '../theme/tokens'
import { AppStateChip } from '../marketplace/AppMarks'
import type { Dashboard } from './customers'

type Tenant = Dashboard['tenants'][number]

const stateIn = (tenant: Tenant, app: string) => tenant.apps.find((one) => one.app === app)?.state

/** The apps in the tenants, as a grid of states: an icon and a word each. On a phone each tenant has its own list. */
export function AppsGrid({ customer, dashboard: { apps, tenants } }: { customer: string; dashboard: Dashboard }) {
  const phone = useMediaQuery(screen.phone, { noSsr: true })
  const [all, setAll] = useState(false)
  if (!tenants.length) return <Typography color="text.secondary">No tenant is linked to this customer yet.</Typography>
  const used = apps.filter(({ slug }) => tenants.some((tenant) => stateIn(tenant, slug)))
  const rest = apps.length - used.length
  const shown = all ? apps : used
  return (
    <>
      {phone ? (
        <ByTenant customer={customer} apps={shown} tenants={tenants} />
      ) : (
        <Grid customer={customer} apps={shown} tenants={tenants} />
      )}
      {rest > 0 && (
        <Button size="small" color="inherit" aria-expanded={all} onClick={() => setAll(!all)} sx={{ mt: 2, mx: -3.5 }}>
          {all ? 'Hide apps that no tenant uses' : rest === 1 ? 'Show 1 more app, not requested' : `Show ${rest} more apps, not requested`}
        </Button>
      )}
    </>
  )
}

function State({ tenant, app }: { tenant: Tenant; app: string }) {
  const state = stateIn(tenant, app)
  if (!state) return <Quiet>Available</Quiet>
  return <AppStateChip state={state} />
}

const Quiet = ({ children }: { children: React.ReactNode }) => (
  <Typography component="span" variant="caption" color="text.secondary">
    {children}
  </Typography>
)

const cell = { px: 3, py: 2, textAlign: 'start', verticalAlign: 'middle', whiteSpace: 'nowrap', height: size.row } as const

/** Many tenants go sideways in a frame of their own, which the keyboard reaches; the apps' names stay. */
function Grid({ customer, apps, tenants }: { customer: string; apps: Dashboard['apps']; tenants: Tenant[] }) {
  const first = { ...cell, pl: 2, position: 'sticky', left: 0, bgcolor: 'background.default', zIndex: 1 } as const
  return (
    <Box tabIndex={0} role="region" aria-label="Grid of apps and tenants" sx={{ overflowX: 'auto', mx: -2 }}>
      <Box
        component="table"
        aria-label="State of each app in each tenant"
        sx={{ borderCollapse: 'collapse', typography: 'body2', minWidth: '100%' }}
      >
        <thead>
          <tr>
            <Box
              component="th"
              scope="col"
              sx={{ ...first, borderBottom: 1, borderColor: 'divider', typography: 'caption', color: 'text.secondary' }}
            >
              App
            </Box>
            {tenants.map((tenant) => (
              <Box component="th" scope="col" key={tenant.slug} sx={{ ...cell, borderBottom: 1, borderColor: 'divider', fontWeight: 500 }}>
                <TenantName tenant={tenant} />
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => (
            <tr key={app.slug}>
              <Box component="th" scope="row" sx={{ ...first, fontWeight: 500 }}>
                <AppName customer={customer} app={app} />
              </Box>
              {tenants.map((tenant) => (
                <Box component="td" key={tenant.slug} sx={cell}>
                  <State tenant={tenant} app={app.slug} />
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}

/** An app's name, which leads to its page for who sees the marketplace. */
function AppName({ customer, app }: { customer: string; app: Dashboard['apps'][number] }) {
  const name = <bdi>{app.name}</bdi>
  return allowed(useMe(), 'apps') ? <Link to={appAddress(customer, app.slug)}>{name}</Link> : name
}

function TenantName({ tenant }: { tenant: Tenant }) {
  return (
    <>
      <bdi>{tenant.name}</bdi>
      <Typography variant="caption" component="span" color="text.secondary" sx={{ display: 'block', fontWeight: 400 }}>
        {tenant.product} · {tenant.externalId}
      </Typography>
    </>
  )
}

function ByTenant({ customer, apps, tenants }: { customer: string; apps: Dashboard['apps']; tenants: Tenant[] }) {
  return (
    <Box component="ul" sx={{ display: 'grid', gap: 5 }}>
      {tenants.map((tenant) => (
        <li key={tenant.slug}>
          <Typography variant="body2" component="h3" sx={{ fontWeight: 600 }}>
            <TenantName tenant={tenant} />
          </Typography>
          <Box component="ul">
            {apps.map((app) => (
              <Box
                component="li"
                key={app.slug}
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  justifyContent: 'space-between',
                  gap: 3,
                  minHeight: size.row,
                  typography: 'body2',
                }}
              >
                <AppName customer={customer} app={app} />
                <State tenant={tenant} app={app.slug} />
              </Box>
            ))}
          </Box>
        </li>
      ))}
    </Box>
  )
}
