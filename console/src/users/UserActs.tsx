import {
  Armchair,
  Blocks,
  Building2,
  Crown,
  IdCard,
  ImageOff,
  Layers,
  PencilLine,
  ShieldUser,
  UserCheck,
  UserPlus,
  UsersRound,
  UserX,
} from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useLevels } from '../levels/levels'
import { allowed, useMe } from '../session/session'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useLeaveAct } from '../ui/hooks/act'
import { Actions, NotYours } from '../ui/why/Actions'
import type { Act } from '../ui/why/MoreMenu'
import type { AboutUser } from './people'
import { WhyMay } from './WhyMay'

const forms = () => import('./UserForms')
const states = () => import('./UserStateDrawers')

const drawers = {
  connect: laterDrawer(() => forms().then((file) => file.ConnectRoleDrawer), isOpen),
  describe: laterDrawer(() => forms().then((file) => file.DescribeDrawer), isOpen),
  name: laterDrawer(() => forms().then((file) => file.NameDrawer), isOpen),
  roles: laterDrawer(() => forms().then((file) => file.CustomRolesDrawer), isOpen),
  tenants: laterDrawer(() => forms().then((file) => file.TenantsDrawer), isOpen),
  picture: laterDrawer(() => states().then((file) => file.PictureDrawer), isOpen),
  propose: laterDrawer(() => states().then((file) => file.ProposeDrawer), isOpen),
  appoint: laterDrawer(() => states().then((file) => file.AppointDrawer), isOpen),
  deactivate: laterDrawer(() => states().then((file) => file.DeactivateDrawer), isOpen),
  reactivate: laterDrawer(() => states().then((file) => file.ReactivateDrawer), isOpen),
}
const GiveLevelDrawer = laterDrawer(() => import('../levels/GiveLevelDrawer').then((file) => file.GiveLevelDrawer), isOpen)
const SeatDrawer = laterDrawer(
  () => import('../seats/ChangeSeatsDrawer').then((file) => file.ChangeSeatsDrawer),
  ({ change }) => change !== null,
)
const AddToTeamDrawer = laterDrawer(() => import('../teams/AddToTeamDrawer').then((file) => file.AddToTeamDrawer), isOpen)

const AskDrawer = laterDrawer(() => import('../requests/AskDrawer').then((file) => file.AskDrawer), isOpen)

type Open = keyof typeof drawers | 'level' | 'seat' | 'team' | 'ask'

/** The forms that a link may open, and under which name the server says whether they may be used. */
const linkable = new Map<Open, string>([
  ['connect', 'assignRole'],
  ['roles', 'assignRole'],
  ['tenants', 'assignTenant'],
  ['reactivate', 'deactivate'],
])

/** What can be done with a user, the most usual first; what is not the reader's to do says why. */
function useActs({ user }: AboutUser, choose: (open: Open) => void): Act[] {
  const me = useMe()
  const act = (key: Open, label: string, icon: Act['icon'], can: string, permission: string, grave?: boolean): Act => ({
    label,
    icon,
    grave,
    onChoose: () => choose(key),
    refused: user.can[can]?.allowed ? undefined : { sentence: user.can[can]?.why ?? '', permission, id: user.email },
  })
  const has = (can: string) => user.can[can]?.allowed === true
  const inTeams = user.active && allowed(me, 'teams') && user.teams
  return [
    act('connect', 'Change Connect role', ShieldUser, 'assignRole', 'role/assign'),
    act('roles', 'Set custom roles', Blocks, 'assignRole', 'role/assign'),
    act('tenants', 'Assign tenants', Building2, 'assignTenant', 'tenant/assign'),
    // Levels, seats and teams are of Insights: who has no part in it is not told that they are others'.
    ...(user.active && has('setLevel') ? [act('level', 'Change level', Layers, 'setLevel', 'access-level/manage')] : []),
    ...(user.active && has('assignSeat')
      ? [act('seat', user.seat ? 'Remove seat' : 'Give seat', Armchair, 'assignSeat', 'licence/assign')]
      : []),
    ...(inTeams ? [{ label: 'Add to team', icon: UsersRound, onChoose: () => choose('team') }] : []),
    ...(user.active && has('requestAccess')
      ? [act('ask', 'Request access', UserPlus, 'requestAccess', 'access-request/create', true)]
      : []),
    ...(has('describe') ? [act('describe', 'Edit directory entry', IdCard, 'describe', 'directory/maintain', true)] : []),
    ...(has('describe') && user.picture ? [act('picture', 'Remove picture', ImageOff, 'describe', 'directory/maintain', true)] : []),
    act('name', 'Edit name', PencilLine, 'edit', 'user/edit', true),
    ...(has('appoint')
      ? [act('appoint', 'Appoint as first Organization Admin', Crown, 'appoint', 'organization-admin/appoint', true)]
      : []),
    ...(has('proposeReplacement')
      ? [act('propose', 'Propose as Organization Admin', Crown, 'proposeReplacement', 'organization-admin/appoint', true)]
      : []),
    user.active
      ? act('deactivate', 'Deactivate…', UserX, 'deactivate', 'user/deactivate', true)
      : act('reactivate', 'Reactivate', UserCheck, 'reactivate', 'user/deactivate'),
  ]
}

/** The acts on a user, with their drawers: buttons for the head of the page, and a line below it. */
export function useUserActs({ customer, user }: AboutUser) {
  const [params] = useSearchParams()
  const leave = useLeaveAct()
  const asked = params.get('act')
  // A link may lead to the form itself, where the server says that it may be used; it decides again when it is sent.
  const linked = [...linkable].find(([key, can]) => key === asked && user.can[can]?.allowed)?.[0] ?? null
  const [open, setOpen] = useState<Open | null>(linked)
  const acts = useActs({ customer, user }, setOpen)
  const mayLevel = user.can.setLevel?.allowed === true
  const levels = useLevels(customer, open === 'level')
  function close() {
    setOpen(null)
    if (asked !== null) leave()
  }
  return {
    actions: (
      <>
        <Actions acts={acts}>
          <WhyMay customer={customer} user={user} />
        </Actions>
        {Object.entries(drawers).map(([key, Form]) => (
          <Form
            key={key}
            customer={customer}
            user={user}
            open={open === key}
            onClose={close}
            give={key === asked ? (params.get('give') ?? undefined) : undefined}
          />
        ))}
        {mayLevel && (
          <GiveLevelDrawer
            customer={customer}
            teams={levels.data?.teams ?? []}
            open={open === 'level'}
            onClose={close}
            first={open === 'level' ? user : undefined}
          />
        )}
        <AskDrawer customer={customer} user={user} open={open === 'ask'} onClose={close} />
        <SeatDrawer
          customer={customer}
          change={open === 'seat' ? { give: user.seat ? [] : [user.id], remove: user.seat ? [user.id] : [] } : null}
          onClose={close}
        />
        <AddToTeamDrawer customer={customer} user={user} open={open === 'team'} onClose={close} />
      </>
    ),
    others: <NotYours acts={acts} />,
  }
}
