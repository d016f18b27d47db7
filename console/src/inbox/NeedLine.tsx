import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Archive, BadgeCheck, Bell, Bot, KeyRound, Pause, Send, UserCog, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { inCustomer, withAct } from '../addresses'
import { allowed, useMe, type Me } from '../session/session'
import { size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import type { Need } from './needs'

interface Said {
  icon: LucideIcon
  words: ReactNode
  /** A quiet second line. */
  more?: ReactNode
  act?: { label: string; to: string }
}

/** One thing in words, and the one way on from it. */
function said(need: Need, me: Me): Said {
  const { kind, name, machine, who, level, count, at, id } = need
  const here = me.customer?.slug ?? ''
  const moment = at && <Moment at={at} />
  switch (kind) {
    case 'first-organization-admin':
      return {
        icon: BadgeCheck,
        words: who ? `The vendor proposes ${who.name} as the first Organization Admin` : 'Your organization has no Organization Admin yet',
        more: who
          ? 'It takes a Customer Admin to appoint them.'
          : 'Until you appoint the first, nobody decides about levels, teams and integrations.',
        act: who
          ? { label: 'Look and decide', to: withAct(`${inCustomer(here, 'users')}/${id}`, 'appoint') }
          : { label: 'Choose somebody', to: inCustomer(here, 'users') },
      }
    case 'integration-to-approve':
      return {
        icon: Bot,
        words: <>The integration user {name} waits for your approval</>,
        more: 'It does nothing until then.',
        act: { label: 'Look and decide', to: `${inCustomer(here, 'integration-users')}/${id}` },
      }
    case 'request':
      return {
        icon: UserCog,
        words: `${who?.name} would be ${level}`,
        more: <>Asked {moment}</>,
        act: { label: 'Decide', to: `${inCustomer(here, 'levels')}?tab=requests&state=open` },
      }
    case 'held-call':
      return {
        icon: Archive,
        words: <bdi>{name}</bdi>,
        more: <>Your call, {moment}, looks sensitive and is held. Unless you release it, it is deleted after 30 days.</>,
        act: { label: 'Look and decide', to: `/calls/${id}` },
      }
    case 'failed-deliveries':
      return {
        icon: Send,
        words: count === 1 ? 'One delivery failed' : `${count} deliveries failed`,
        act: { label: 'See why', to: '/deliveries?state=failed' },
      }
    case 'held-deliveries':
      return {
        icon: Pause,
        words: count === 1 ? 'One delivery is held' : `${count} deliveries are held`,
        more: 'Until the owners of the calls release them.',
        act: { label: 'See them', to: '/deliveries?state=held' },
      }
    case 'own-key':
      return {
        icon: KeyRound,
        words: <>Your key “{name}” expires soon</>,
        more: <>It is refused from {moment} on.</>,
        act: { label: 'See my keys', to: '/profile' },
      }
    case 'machine-key':
      return {
        icon: KeyRound,
        words: (
          <>
            The key “{name}” of {machine} expires soon
          </>
        ),
        more: (
          <>
            It is refused from {moment} on. You are accountable for {machine}; an Organization Admin rotates its keys.
          </>
        ),
        act: allowed(me, 'machines') ? { label: 'See its keys', to: inCustomer(here, 'integration-users') } : undefined,
      }
    default:
      // A newer server knows kinds that this page does not.
      return { icon: Bell, words: name ?? 'Something needs your attention', more: 'Reload the page to see what it is.' }
  }
}

/** A line for one thing that waits, and the way to it. */
export function NeedLine({ need }: { need: Need }) {
  const { icon, words, more, act } = said(need, useMe())
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 2 }}>
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0, display: 'flex', gap: 3 }}>
        <Box sx={{ color: 'text.secondary', pt: 0.5 }}>
          <Icon of={icon} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>{words}</Typography>
          {more && (
            <Typography variant="body2" component="div" color="text.secondary">
              {more}
            </Typography>
          )}
        </Box>
      </Box>
      {act && (
        <Button variant="outlined" component={Link} to={act.to} sx={{ ml: { xs: 7.5, sm: 0 } }}>
          {act.label}
        </Button>
      )}
    </Box>
  )
}
