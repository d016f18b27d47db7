import { Pause, Send } from 'lucide-react'
import type { NeedWords } from '../session/needWords'

/** Deliveries that failed or are held. */
export const words: NeedWords = {
  'failed-deliveries': ({ count }) => ({
    icon: Send,
    words: count === 1 ? 'One delivery failed' : `${count} deliveries failed`,
    act: { label: 'View failures', to: '/deliveries?state=failed' },
  }),
  'held-deliveries': ({ count }) => ({
    icon: Pause,
    words: count === 1 ? 'One delivery is held' : `${count} deliveries are held`,
    more: 'Until the owners of the calls release them.',
    act: { label: 'View held deliveries', to: '/deliveries?state=held' },
  }),
}
