import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Ban, BellRing, CirclePause, CirclePlay, Trash2 } from 'lucide-react'
import { Link } from 'react-router'
import { configureAddress } from '../addresses'
import { useChange } from '../api/queries'
import { useSay } from '../ui/page/Said'
import { MoreMenu } from '../ui/why/MoreMenu'
import { RefusedButton } from '../ui/why/WhyPanel'
import { activate, ofApps, type AppPage, type Place, type Step } from './marketplace'

export type AppActName = 'request' | 'approve' | 'update' | 'decline' | Step

/** What somebody is about to do in a tenant. */
export interface Asked {
  act: AppActName
  place: Place
}

interface Props {
  customer: string
  app: AppPage
  place: Place
  onAsk: (act: AppActName) => void
}

/** What the reader can do with an app in a tenant. *Configure* is shown to everyone who sees the app: to others it says who can help. */
export function PlaceActs({ customer, app, place, onAsk }: Props) {
  const may = (act: string) => place.can[act]?.allowed === true
  const others = [
    may('remind') && { label: 'Remind', icon: BellRing, onChoose: () => onAsk('remind') },
    may('decline') && { label: 'Decline', icon: Ban, onChoose: () => onAsk('decline') },
    may('remove') && { label: 'Remove', icon: Trash2, onChoose: () => onAsk('remove') },
    may('disable') && { label: 'Disable', icon: CirclePause, onChoose: () => onAsk('disable') },
  ].filter((act) => act !== false)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {may('request') && (
        <Button variant="outlined" aria-label={`Request for ${place.tenant.name}`} onClick={() => onAsk('request')}>
          {place.state === 'declined' ? 'Ask again' : 'Request'}
        </Button>
      )}
      {may('approve') && (
        <Button variant="outlined" aria-label={`Approve for ${place.tenant.name}`} onClick={() => onAsk('approve')}>
          Approve
        </Button>
      )}
      {place.updateWaits && (
        <Button variant="outlined" aria-label={`Review update for ${place.tenant.name}`} onClick={() => onAsk('update')}>
          Review update
        </Button>
      )}
      {may('enable') && (
        <Button variant="outlined" startIcon={<CirclePlay size={16} />} onClick={() => onAsk('enable')}>
          Enable
        </Button>
      )}
      <Configure customer={customer} app={app} place={place} />
      {others.length > 0 && <MoreMenu acts={others} />}
    </Box>
  )
}

function Configure({ customer, app, place }: Omit<Props, 'onAsk'>) {
  const say = useSay()
  const at = { customer, app: app.slug, tenant: place.tenant.slug }
  const start = useChange(() => activate(at), ...ofApps)
  const can = place.can.configure
  if (!place.state || place.state === 'requested' || place.state === 'declined') return null
  // Connecting it is all there is to do.
  if (app.provider && !app.hasConfiguration) return null
  if (!can?.allowed) return <RefusedButton refused={{ sentence: can?.why ?? '', permission: 'app/configure' }}>Configure</RefusedButton>
  if (app.hasConfiguration)
    return (
      <Button component={Link} variant="outlined" to={configureAddress(customer, app.slug, place.tenant.slug)}>
        Configure
      </Button>
    )
  return (
    place.state === 'approved' && (
      <Button
        variant="outlined"
        loading={start.isPending}
        onClick={() =>
          start.mutate(undefined, {
            onSuccess: () => say({ text: `${app.name} is active in ${place.tenant.name}.` }),
            onError: (error) => say({ text: error.message }),
          })
        }
      >
        Activate
      </Button>
    )
  )
}
