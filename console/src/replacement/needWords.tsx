import { BadgeCheck } from 'lucide-react'
import { inCustomer } from '../addresses'
import { Named } from '../session/links'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** An organization that lost its last Organization Admin, for the Customer Admins. */
export const words: NeedWords = {
  'lost-organization-admin': ({ who, at }, me) => ({
    icon: BadgeCheck,
    words: who ? (
      <>
        Your vendor’s support proposes <Named who={who} /> as Organization Admin
      </>
    ) : (
      'Your organization has no Organization Admin any more'
    ),
    more: at ? (
      <>
        Takes effect <Moment at={at} />.
      </>
    ) : who ? (
      'A Customer Admin has to confirm.'
    ) : (
      'Ask your vendor’s support to propose one.'
    ),
    act: { label: 'Review', to: inCustomer(me.customer?.slug ?? '', 'organization-admin') },
  }),
}
