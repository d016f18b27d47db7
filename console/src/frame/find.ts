import { useQuery } from '@tanstack/react-query'
import { Building2, MessageCircleQuestion, Phone, UserRound } from 'lucide-react'
import { api, body } from '../api/client'
import { userAddress } from '../directory/directory'
import { allowed, type Me } from '../session/session'
import type { Choice } from '../ui/Choices'
import { useSettled } from '../ui/settled'
import { spoken } from '../ui/Moment'
import { inCustomer } from './places'

const most = 6
const enough = 2

/** A question that is asked anew for what is typed; the former one is given up, and a refusal is no find. */
function useFound<Answer>(
  what: string,
  where: string,
  text: string,
  wanted: boolean,
  ask: (text: string, signal: AbortSignal) => Promise<Answer>,
) {
  const settled = useSettled(text)
  const typed = text.length >= enough
  const found = useQuery({
    queryKey: ['palette', what, where, settled],
    queryFn: ({ signal }) => ask(settled, signal),
    enabled: wanted && typed && settled === text,
    retry: false,
  })
  return { data: typed && settled === text ? found.data : undefined, waiting: wanted && typed && (settled !== text || found.isLoading) }
}

/** People, customers and calls by what is typed, each only for whom the server lets see them, and what one may do with people here. */
export function useFind(me: Me, customer: string | undefined, typed: string) {
  const text = typed.trim()
  const people = useFound('people', customer ?? '', text, customer !== undefined && allowed(me, 'users'), (query, signal) =>
    body(api.GET('/api/customers/{customer}/users', { params: { path: { customer: customer! }, query: { query } }, signal })),
  )
  const customers = useFound('customers', '', text, me.kind === 'staff' && allowed(me, 'customers'), (query, signal) =>
    body(api.GET('/api/customers', { params: { query: { query } }, signal })),
  )
  const calls = useFound('calls', '', text, allowed(me, 'calls'), (text, signal) =>
    body(api.GET('/api/calls', { params: { query: { text } }, signal })),
  )
  const now = new Date()
  const found: Choice[] = [
    ...(people.data?.items ?? []).slice(0, most).map((user) => ({
      key: userAddress(customer!, user.id),
      label: user.name,
      hint: user.email,
      icon: UserRound,
      group: 'People',
    })),
    ...(customers.data?.items ?? []).slice(0, most).map((one) => ({
      key: inCustomer(one.slug, 'users'),
      label: one.name,
      hint: one.slug,
      icon: Building2,
      group: 'Customers',
    })),
    ...(calls.data?.items ?? []).slice(0, most).map((call) => ({
      key: `/calls/${encodeURIComponent(call.id)}`,
      label: call.title,
      hint: [call.account, spoken(new Date(call.start), now)].filter(Boolean).join(' · '),
      icon: Phone,
      group: 'Calls',
    })),
    ...(text && allowed(me, 'calls')
      ? [{ key: `/calls?text=${encodeURIComponent(text)}`, label: `Search calls for “${text}”`, icon: Phone, group: 'Search' }]
      : []),
    ...(text && allowed(me, 'ask')
      ? [{ key: `/ask?q=${encodeURIComponent(text)}`, label: `Ask “${text}”`, icon: MessageCircleQuestion, group: 'Search' }]
      : []),
  ]
  return { found, waiting: people.waiting || customers.waiting || calls.waiting }
}
