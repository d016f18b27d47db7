import { Bot, KeyRound } from 'lucide-react'
import { inCustomer } from '../addresses'
import type { NeedWords } from '../session/needWords'
import { allowed } from '../session/session'
import { Moment } from '../ui/shown/Moment'

/** Integrations that wait for approval, and keys that expire soon. */
export const words: NeedWords = {
  'integration-to-approve': ({ name, id }, me) => ({
    icon: Bot,
    words: <>The integration user {name} needs your approval</>,
    more: 'It cannot be used until then.',
    act: { label: 'Review', to: `${inCustomer(me.customer?.slug ?? '', 'integration-users')}/${id}` },
  }),
  'own-key': ({ name, at }) => ({
    icon: KeyRound,
    words: <>Your key “{name}” expires soon</>,
    more: <>It stops working {at && <Moment at={at} />}.</>,
    act: { label: 'View my keys', to: '/profile' },
  }),
  'integration-user-key': ({ name, integrationUser, at }, me) => ({
    icon: KeyRound,
    words: (
      <>
        The key “{name}” of {integrationUser} expires soon
      </>
    ),
    more: (
      <>
        It stops working {at && <Moment at={at} />}. You own {integrationUser}; an Organization Admin can rotate its keys.
      </>
    ),
    act: allowed(me, 'integrationUsers') ? { label: 'View keys', to: inCustomer(me.customer?.slug ?? '', 'integration-users') } : undefined,
  }),
}
