import { UsersRound } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { useTeams } from './teams'

/** Creating a team: whether one may is in their list, which is asked for only once something is searched. */
export const palette: Palette = {
  order: 40,
  useOffers({ me, customer = '' }, typed) {
    const teams = useTeams(customer, false, customer !== '' && typed.trim().length >= 2 && allowed(me, 'teams'))
    const may = teams.data !== undefined && teams.items[0]?.can.manage?.allowed !== false
    return { acts: [may && { key: withAct(inCustomer(customer, 'teams'), 'create'), label: 'Create team', icon: UsersRound }] }
  },
}
