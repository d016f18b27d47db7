import { UserPlus, UserRound } from 'lucide-react'
import { inCustomer, userAddress, withAct } from '../addresses'
import { api, body } from '../api/client'
import { everybody, useUsers } from '../directory/directory'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { mostFound, useFound } from '../ui/list/found'

/** People by what is typed, and bringing somebody in: whether one may is in their list, which is asked for only once something is searched. */
export const palette: Palette = {
  order: 10,
  useOffers({ me, customer = '' }, typed) {
    const wanted = customer !== '' && allowed(me, 'users')
    const can = useUsers(customer, everybody, wanted && typed.trim().length >= 2).first?.can
    const people = useFound('people', customer, typed, wanted, (query, signal) =>
      body(api.GET('/api/customers/{customer}/users', { params: { path: { customer }, query: { query } }, signal })),
    )
    const add = { key: withAct(inCustomer(customer, 'users'), 'add'), icon: UserPlus }
    return {
      waiting: people.waiting,
      acts: [
        can?.add?.allowed
          ? { ...add, label: 'Add user', hint: 'to this customer' }
          : can?.invite?.allowed && { ...add, label: 'Invite', hint: 'a new user' },
      ],
      found: (people.data?.items ?? []).slice(0, mostFound).map((user) => ({
        key: userAddress(customer, user.id),
        label: user.name,
        hint: user.email,
        icon: UserRound,
        group: 'People',
      })),
    }
  },
}
