import { MessageCircleQuestion, Phone } from 'lucide-react'
import type { Room } from '../session/room'

export const calls: Room = {
  routes: [
    { path: 'calls', lazy: () => import('./CallsPage') },
    { path: 'calls/:id', lazy: () => import('./CallPage') },
    { path: 'ask', lazy: () => import('./AskPage') },
  ],
  nav: () => [
    { key: 'calls', letter: 'c', group: 'Insights', label: 'Calls', icon: Phone, to: '/calls', hint: 'summaries and transcripts' },
    { key: 'ask', letter: 'a', group: 'Insights', label: 'Ask', icon: MessageCircleQuestion, to: '/ask', hint: 'questions about calls' },
  ],
}
