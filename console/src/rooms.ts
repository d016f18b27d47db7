import { accounts } from './accounts/room'
import { appRequests } from './appRequests/room'
import { calls } from './calls/room'
import { connections } from './connections/room'
import { customers } from './customers/room'
import { configuration } from './configuration/room'
import { customRoles } from './customRoles/room'
import { delivery } from './delivery/room'
import { directory } from './directory/room'
import { governance } from './governance/room'
import { identities } from './identities/room'
import { inbox } from './inbox/room'
import { levels } from './levels/room'
import { machines } from './machines/room'
import { marketplace } from './marketplace/room'
import { people } from './people/room'
import { profile } from './profile/room'
import { replacement } from './replacement/room'
import { requests } from './requests/room'
import { roles } from './roles/room'
import { seats } from './seats/room'
import { settings } from './settings/room'
import { allowed } from './session/session'
import type { Here, NavItem, Room } from './session/room'
import { staff } from './staff/room'
import { support } from './support/room'
import { teams } from './teams/room'
import { today } from './today/room'
import { orphans } from './orphans/room'
import { upstream } from './upstream/room'
import { users } from './users/room'
import { why } from './why/room'

/** Every room, in the order of the rail. */
export const rooms: Room[] = [
  today,
  inbox,
  calls,
  accounts,
  directory,
  customers,
  marketplace,
  people,
  configuration,
  connections,
  appRequests,
  orphans,
  upstream,
  staff,
  support,
  users,
  identities,
  customRoles,
  levels,
  replacement,
  requests,
  teams,
  seats,
  delivery,
  machines,
  settings,
  governance,
  why,
  roles,
  profile,
]

/** The pages someone has where they are now, as the server told. */
export const navOf = (here: Here): NavItem[] => rooms.flatMap(({ nav }) => nav?.(here) ?? []).filter(({ key }) => allowed(here.me, key))
