import { Archive } from 'lucide-react'
import type { NeedWords } from '../session/needWords'
import { Moment } from '../ui/shown/Moment'

/** The reader’s own calls that are held. */
export const words: NeedWords = {
  'held-call': ({ name, id, at }) => ({
    icon: Archive,
    words: <bdi>{name}</bdi>,
    more: <>Your call, {at && <Moment at={at} />}, looks sensitive and is held. Unless you release it, it is deleted after 30 days.</>,
    act: { label: 'Review', to: `/calls/${id}` },
  }),
}
