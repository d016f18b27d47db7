import { Armchair } from 'lucide-react'
import { seatsAddress } from '../addresses'
import { Named } from '../session/links'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'
import { people } from '../ui/shown/words'

/** Major changes of seats that the reader may approve. */
export const words: NeedWords = {
  'seat-request': ({ by, count, at }, me) => ({
    icon: Armchair,
    words: (
      <>
        <Named who={by} /> requested a major change of seats for {people(count)}
      </>
    ),
    more: <>Requested {at && <Moment at={at} />}</>,
    act: { label: 'Review', to: `${seatsAddress(me.customer?.slug ?? '', 'requests')}?state=open` },
  }),
}
