import { BadgeCheck } from 'lucide-react'
import { inCustomer, withAct } from '../addresses'
import { Named } from '../session/links'
import type { NeedWords } from '../session/needWords'

/** What waits for those who may appoint the first Organization Admin. */
export const words: NeedWords = {
  'first-organization-admin': ({ who, id }, me) => ({
    icon: BadgeCheck,
    words: who ? (
      <>
        Your vendor’s support proposes <Named who={who} /> as the first Organization Admin
      </>
    ) : (
      'Your organization has no Organization Admin yet'
    ),
    more: who ? 'A Customer Admin has to confirm.' : 'Until you appoint the first, nobody can manage levels, teams and integrations.',
    act: who
      ? { label: 'Review', to: withAct(`${inCustomer(me.customer?.slug ?? '', 'users')}/${id}`, 'appoint') }
      : { label: 'Choose a user', to: inCustomer(me.customer?.slug ?? '', 'users') },
  }),
}
