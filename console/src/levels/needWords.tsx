import { UserCog } from 'lucide-react'
import { inCustomer } from '../addresses'
import { Named } from '../session/links'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** Requests for a level that the reader may decide. */
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
    act: { label: 'Review', to: `${inCustomer(me.customer?.slug ?? '', 'levels')}?tab=requests&state=open` },
  }),
}
