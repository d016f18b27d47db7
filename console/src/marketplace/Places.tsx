import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { size } from '../theme/tokens'
import { laterDrawer } from '../ui/form/laterDrawer'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { Named } from '../session/links'
import { AppConnection } from '../connections/AppConnection'
import { AppStateChip } from './AppMarks'
import { PlaceActs, type Asked } from './PlaceActs'
import type { AppPage, Place } from './marketplace'

const open = ({ asked }: { asked: Asked | null }) => asked !== null
const RequestDrawer = laterDrawer(() => import('./RequestDrawer').then((file) => file.RequestDrawer), open)
const ApproveDrawer = laterDrawer(() => import('./DecideDrawers').then((file) => file.ApproveDrawer), open)
const DeclineDrawer = laterDrawer(() => import('./DecideDrawers').then((file) => file.DeclineDrawer), open)
const StepDrawer = laterDrawer(() => import('./StepDrawer').then((file) => file.StepDrawer), open)

/** Where the app stands in each tenant, and what can be done there. */
export function Places({ customer, app }: { customer: string; app: AppPage }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const of = (...acts: Asked['act'][]) => ({
    customer,
    app,
    asked: asked && acts.includes(asked.act) ? asked : null,
    onClose: () => setAsked(null),
  })
  return (
    <Section title="Tenants">
      {app.tenants.length === 0 && <Typography color="text.secondary">No tenant is assigned to you.</Typography>}
      <Box component="ul" sx={{ display: 'grid', gap: 5 }}>
        {app.tenants.map((place) => (
          <Box component="li" key={place.tenant.slug} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 3 }}>
            <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2.5 }}>
                <Typography sx={{ fontWeight: 500 }}>
                  <bdi>{place.tenant.name}</bdi>
                </Typography>
                <AppStateChip state={place.state} />
                {place.health?.well === false && (
                  <StateChip tone="danger" icon={TriangleAlert}>
                    Reports a problem
                  </StateChip>
                )}
              </Box>
              <Standing place={place} />
              <AppConnection customer={customer} app={app} place={place} />
            </Box>
            <PlaceActs customer={customer} app={app} place={place} onAsk={(act) => setAsked({ act, place })} />
          </Box>
        ))}
      </Box>
      <RequestDrawer {...of('request')} />
      <ApproveDrawer {...of('approve', 'update')} />
      <DeclineDrawer {...of('decline')} />
      <StepDrawer {...of('remove', 'disable', 'enable', 'remind')} />
    </Section>
  )
}

/** Where a request stands: who asked, when, why it was declined, what it waits for. */
function Standing({ place: { state, fits, request, reason, since, updateWaits, health, can } }: { place: Place }) {
  const lines = [
    health && (
      <>
        {health.summary ?? (health.well ? 'It works.' : 'It doesn’t say what is wrong.')}
        {health.synced != null && ` ${health.synced.toLocaleString()} synchronised.`}
        {!health.well && (
          <>
            {' '}
            Since <Moment at={health.since} />.
          </>
        )}{' '}
        It reported <Moment at={health.at} />.
      </>
    ),
    !fits && !state && 'This app doesn’t work with the tenant’s product.',
    state === 'requested' && request && (
      <>
        <Named who={request.by} /> asked <Moment at={request.at} />
        {request.wanted && <>: “{request.wanted}”</>}. Your vendor’s support decides
        {request.remindedAt && (
          <>
            ; reminded <Moment at={request.remindedAt} />
          </>
        )}
        .
      </>
    ),
    state === 'approved' && since && (
      <>
        Approved <Moment at={since} />. It waits for somebody who {can.connect ? 'connects' : 'configures'} it.
      </>
    ),
    state === 'declined' && (
      <>
        Declined {since && <Moment at={since} />}: {reason}
      </>
    ),
    state === 'disabled' && since && (
      <>
        Disabled <Moment at={since} />. Its configuration is kept.
      </>
    ),
    updateWaits && 'A new version wants more and waits for an approval. The former version serves until then.',
  ].filter(Boolean)
  return lines.map((line, place) => (
    <Typography key={place} variant="body2" color="text.secondary">
      {line}
    </Typography>
  ))
}
