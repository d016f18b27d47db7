import { Unplug } from 'lucide-react'
import { appAddress } from '../addresses'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** Apps whose connection the provider ended. */
export const words: NeedWords = {
  'app-to-connect': ({ name, slug, at }, me) => ({
    icon: Unplug,
    words: `The connection of ${name ?? 'an app'} has ended`,
    more: <>It ended {at && <Moment at={at} />}. Somebody has to connect it again.</>,
    act: { label: 'Open', to: appAddress(me.customer?.slug ?? '', slug ?? '') },
  }),
}
