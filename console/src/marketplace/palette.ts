import { Store } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { appAddress } from '../addresses'
import { api, body } from '../api/client'
import { keys } from '../api/keys'
import type { Palette } from '../session/room'
import { allowed } from '../session/session'

/** Apps by name. */
export const palette: Palette = {
  order: 47,
  useOffers({ me, customer = '' }, typed) {
    const text = typed.trim()
    const apps = useQuery({
      queryKey: keys.palette('apps', customer, text),
      queryFn: () => body(api.GET('/api/customers/{customer}/apps', { params: { path: { customer }, query: { query: text } } })),
      enabled: customer !== '' && allowed(me, 'apps') && text.length >= 2,
    })
    return {
      acts: [],
      found: (text.length >= 2 ? (apps.data?.items ?? []) : [])
        .slice(0, 5)
        .map((app) => ({ key: appAddress(customer, app.slug), label: app.name, hint: 'app', icon: Store })),
    }
  },
}
