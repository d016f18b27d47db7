import { ArrowDownToLine, Pause, Unplug, UserX } from 'lucide-react'
import { inCustomer, withAct, customerAddress } from '../addresses'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** What waits for the vendor’s people of what products report. */
export const words: NeedWords = {
  'held-deactivations': ({ count, at }) => ({
    icon: Pause,
    words: count === 1 ? '1 deactivation is held' : `${count} deactivations are held`,
    more: <>A product reported unusually many. The first {at && <Moment at={at} />}</>,
    act: { label: 'Review', to: '/upstream?result=held' },
  }),
  'customer-without-admin': ({ name, slug, level, at }) => ({
    icon: UserX,
    words: `${name ?? 'A customer'} has no ${level ?? 'admin'} any more`,
    more: <>The last one was deactivated upstream {at && <Moment at={at} />}</>,
    act: { label: 'View users', to: inCustomer(slug ?? '', 'users') },
  }),
  'orphan-tenants': ({ count, at }) => ({
    icon: Unplug,
    words: count === 1 ? '1 tenant has no customer' : `${count} tenants have no customer`,
    more: <>The oldest since {at && <Moment at={at} />}</>,
    act: { label: 'Link', to: '/orphans' },
  }),
  'salesforce-merged': ({ name, slug, level, at }) => ({
    icon: ArrowDownToLine,
    words: `The Salesforce account of ${name ?? 'a customer'} ${level ? `was merged into ${level}` : 'was deleted'}`,
    more: <>Noticed {at && <Moment at={at} />}</>,
    act: { label: 'Edit customer', to: withAct(customerAddress(slug ?? ''), 'edit') },
  }),
}
