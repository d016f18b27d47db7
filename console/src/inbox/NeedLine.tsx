import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Archive, BadgeCheck, Bell, Bot, KeyRound, Pause, Send, UserCog, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { inCustomer, withAct } from '../addresses'
import { PersonLink } from '../session/links'
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

function Person({ who }: { who: Need['who'] }) {
  return who ? <PersonLink id={who.id} name={who.name} plain /> : 'Somebody'
}

/** One thing in words, and the one way on from it. */
function said(need: Need, me: Me): Said {
  const { kind, name, machine, who, by, level, count, at, id } = need
  const here = me.customer?.slug ?? ''
  const moment = at && <Moment at={at} />
  switch (kind) {
    case 'first-organization-admin':
      return {
        icon: BadgeCheck,
        words: who ? (
          <>
            Your vendor’s support proposes <Person who={who} /> as the first Organization Admin
          </>
        ) : (
          'Your organization has no Organization Admin yet'
        ),
        more: who ? 'A Customer Admin has to confirm.' : 'Until you appoint the first, nobody can manage levels, teams and integrations.',
        act: who
          ? { label: 'Review', to: withAct(`${inCustomer(here, 'users')}/${id}`, 'appoint') }
          : { label: 'Choose a user', to: inCustomer(here, 'users') },
      }
    case 'integration-to-approve':
      return {
        icon: Bot,
        words: <>The integration user {name} needs your approval</>,
        more: 'It cannot be used until then.',
        act: { label: 'Review', to: `${inCustomer(here, 'integration-users')}/${id}` },
      }
    case 'request':
      return {
        icon: UserCog,
        words: (
          <>
            <Person who={by} /> requested {level}
            {who && who.id !== by?.id && (
              <>
                {' '}
                for <Person who={who} />
              </>
            )}
          </>
        ),
        more: <>Requested {moment}</>,
        act: { label: 'Review', to: `${inCustomer(here, 'levels')}?tab=requests&state=open` },
      }
    case 'held-call':
      return {
        icon: Archive,
        words: <bdi>{name}</bdi>,
        more: <>Your call, {moment}, looks sensitive and is held. Unless you release it, it is deleted after 30 days.</>,
        act: { label: 'Review', to: `/calls/${id}` },
      }
    case 'failed-deliveries':
      return {
        icon: Send,
        words: count === 1 ? 'One delivery failed' : `${count} deliveries failed`,
        act: { label: 'View failures', to: '/deliveries?state=failed' },
      }
    case 'held-deliveries':
      return {
        icon: Pause,
        words: count === 1 ? 'One delivery is held' : `${count} deliveries are held`,
        more: 'Until the owners of the calls release them.',
        act: { label: 'View held deliveries', to: '/deliveries?state=held' },
      }
    case 'own-key':
      return {
        icon: KeyRound,
        words: <>Your key “{name}” expires soon</>,
        more: <>It stops working {moment}.</>,
        act: { label: 'View my keys', to: '/profile' },
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
            It stops working {moment}. You own {machine}; an Organization Admin can rotate its keys.
          </>
        ),
        act: allowed(me, 'machines') ? { label: 'View keys', to: inCustomer(here, 'integration-users') } : undefined,
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
