import { Building2, CalendarClock, UserCog } from 'lucide-react'
import { requestsAddress, userAddress } from '../addresses'
import { Named } from '../session/links'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'
import { Until } from '../ui/shown/Until'

/** Requests that the reader may decide, and access that ends soon and that they may extend. */
export const words: NeedWords = {
  request: ({ who, by, level, at }, me) => ({
    icon: UserCog,
    words: (
      <>
        <Named who={by} /> requested {level}
        {who && who.id !== by?.id && (
          <>
            {' '}
            for <Named who={who} />
          </>
        )}
      </>
    ),
    more: <>Requested {at && <Moment at={at} />}</>,
    act: { label: 'Review', to: requestsAddress(me.customer?.slug ?? '', 'open') },
  }),
  'tenant-requests': ({ slug, name, count, at }) => ({
    icon: Building2,
    words: `${count === 1 ? '1 request' : `${count} requests`} for tenants of ${name}`,
    more: <>The first was made {at && <Moment at={at} />}</>,
    act: { label: 'Review', to: requestsAddress(slug ?? '', 'open') },
  }),
  'access-ends': ({ who, name, at }, me) => ({
    icon: CalendarClock,
    words: (
      <>
        <Named who={who} /> has {name} {at && <Until at={at} />}
      </>
    ),
    more: 'You can extend it.',
    act: { label: 'Extend', to: userAddress(me.customer?.slug ?? '', who?.id ?? '') },
  }),
}
