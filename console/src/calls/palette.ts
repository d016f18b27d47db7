import { MessageCircleQuestion, Phone } from 'lucide-react'
import { callAddress, callsAddress } from '../addresses'
import { api, body } from '../api/client'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'
import { mostFound, useFound } from '../ui/list/found'
import { spoken } from '../ui/shown/Moment'

/** Calls by what is typed, and the ways to search and to ask about all of them. */
export const palette: Palette = {
  order: 30,
  useOffers({ me }, typed, now) {
    const text = typed.trim()
    const calls = useFound('calls', '', typed, allowed(me, 'calls'), (text, signal) =>
      body(api.GET('/api/calls', { params: { query: { text } }, signal })),
    )
    return {
      waiting: calls.waiting,
      found: [
        ...(calls.data?.items ?? []).slice(0, mostFound).map((call) => ({
          key: callAddress(call.id),
          label: call.title,
          hint: [call.account, spoken(new Date(call.start), now)].filter(Boolean).join(' · '),
          icon: Phone,
          group: 'Calls',
        })),
        ...(text && allowed(me, 'calls')
          ? [{ key: callsAddress({ text }), label: `Search calls for “${text}”`, icon: Phone, group: 'Search' }]
          : []),
        ...(text && allowed(me, 'ask')
          ? [{ key: `/ask?q=${encodeURIComponent(text)}`, label: `Ask “${text}”`, icon: MessageCircleQuestion, group: 'Search' }]
          : []),
      ],
    }
  },
}
