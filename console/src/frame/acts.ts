import { useColorScheme } from '@mui/material/styles'
import { Bot, HelpCircle, IdCard, Keyboard, KeyRound, LogOut, UserCog, UserPlus, UsersRound } from 'lucide-react'
import { everybody, useUsers } from '../directory/directory'
import { allowed, type Me } from '../session/session'
import { useTeams } from '../teams/teams'
import { withAct } from '../ui/act'
import type { Choice } from '../ui/Choices'
import { modes } from './modes'
import { inCustomer } from './places'

/** Something to do: where it is done, or what does it at once. */
export type ActChoice = Choice & { run?: () => void }

interface Ways {
  signOut: () => void
  help: () => void
}

/**
 * What one may do from anywhere, as the pages it is done on let one. Whether people may be brought in and teams made stands in their
 * lists; these are asked for only once something is searched.
 */
export function useActs(me: Me, customer: string | undefined, searched: boolean, { signOut, help }: Ways): ActChoice[] {
  const { setMode } = useColorScheme()
  const inside = customer !== undefined
  const users = useUsers(customer ?? '', everybody, searched && inside && allowed(me, 'users')).first?.can
  const teams = useTeams(customer ?? '', false, searched && inside && allowed(me, 'teams'))
  const at = (page: Parameters<typeof inCustomer>[1], act: string) => withAct(inCustomer(customer ?? '', page), act)
  const mayCreateTeams = teams.data !== undefined && teams.items[0]?.can.manage?.allowed !== false
  const acts: (ActChoice | false | undefined)[] = [
    users?.add?.allowed
      ? { key: at('users', 'add'), label: 'Add user', hint: 'bring somebody in', icon: UserPlus }
      : users?.invite?.allowed && { key: at('users', 'add'), label: 'Invite', hint: 'bring in a new user', icon: UserPlus },
    mayCreateTeams && { key: at('teams', 'create'), label: 'Create team', icon: UsersRound },
    inside && allowed(me, 'levels') && { key: at('levels', 'give'), label: 'Give a level', hint: 'of Insights', icon: UserCog },
    inside && allowed(me, 'machines') && { key: at('integration-users', 'create'), label: 'Create integration user', icon: Bot },
    allowed(me, 'staff') && { key: withAct('/staff', 'add'), label: 'Add Support User', icon: IdCard },
    allowed(me, 'profile') && { key: withAct('/profile', 'make-key'), label: 'Make a personal key', icon: KeyRound },
    inside &&
      allowed(me, 'why') && { key: inCustomer(customer, 'why'), label: 'Why may somebody, or not?', hint: 'explain', icon: HelpCircle },
    ...modes.map(({ mode, label, icon }) => ({
      key: mode,
      label: `Theme: ${label.toLowerCase()}`,
      hint: 'dress',
      icon,
      run: () => setMode(mode),
    })),
    { key: 'keys', label: 'Keyboard shortcuts', hint: 'help, keys', icon: Keyboard, run: help },
    { key: 'out', label: 'Sign out', hint: 'leave', icon: LogOut, run: signOut },
  ]
  return acts.flatMap((act) => (act ? [{ ...act, group: 'Actions' }] : []))
}
