import { ClipboardCheck, Store } from 'lucide-react'
import { appAddress } from '../addresses'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** Requests for apps that wait, and apps that wait to be configured. */
export const words: NeedWords = {
  'app-requests': ({ count, at }) => ({
    icon: ClipboardCheck,
    words: count === 1 ? '1 request for an app waits' : `${count} requests for apps wait`,
    more: <>The oldest since {at && <Moment at={at} />}</>,
    act: { label: 'Review', to: '/app-requests' },
  }),
  'app-to-configure': ({ name, slug, at }, me) => ({
    icon: Store,
    words: `${name ?? 'An app'} is approved and waits to be configured`,
    more: <>Approved {at && <Moment at={at} />}</>,
    act: { label: 'Open', to: appAddress(me.customer?.slug ?? '', slug ?? '') },
  }),
}
