import {
  Armchair,
  Bot,
  Building2,
  Grid3x3,
  HelpCircle,
  IdCard,
  Inbox,
  Layers,
  ListChecks,
  MessageCircleQuestion,
  Phone,
  ScrollText,
  Send,
  Users,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { allowed, type Me, type PageName } from '../session/session'

export interface Place {
  key: PageName
  /** Pressed after `g` it leads here; no two rooms have the same. */
  letter: string
  group: 'Insights' | 'Connect' | 'Administration'
  label: string
  icon: LucideIcon
  to: string
  /** What it holds, for whoever searches for it by other words. */
  hint: string
}

/** The address of a page of one customer; the segment after the customer names it. */
export function inCustomer(slug: string, path: 'users' | 'levels' | 'teams' | 'seats' | 'integration-users' | 'audit' | 'why'): string {
  return `/customers/${encodeURIComponent(slug)}/${path}`
}

/** The rooms someone has where they are now, as the server told; the customer's own ones need a customer, and a list of customers is for those who have several. */
export function places(me: Me, customer: string | undefined): Place[] {
  // What waits and what came in is of calls first; whoever has no calls finds it beside the rest of theirs.
  const mine = allowed(me, 'calls') ? 'Insights' : 'Connect'
  const all: Place[] = [
    { key: 'now', letter: 'n', group: mine, label: 'Now', icon: ListChecks, to: '/now', hint: 'what waits for me' },
    { key: 'inbox', letter: 'i', group: mine, label: 'Inbox', icon: Inbox, to: '/inbox', hint: 'what came for you' },
    { key: 'calls', letter: 'c', group: 'Insights', label: 'Calls', icon: Phone, to: '/calls', hint: 'summaries and transcripts' },
    { key: 'ask', letter: 'a', group: 'Insights', label: 'Ask', icon: MessageCircleQuestion, to: '/ask', hint: 'questions about calls' },
    {
      key: 'customers',
      letter: 'o',
      group: 'Connect',
      label: 'Customers',
      icon: Building2,
      to: '/customers',
      hint: 'companies that buy the software',
    },
    { key: 'staff', letter: 'f', group: 'Connect', label: 'Staff', icon: IdCard, to: '/staff', hint: 'the vendor’s own people' },
  ]
  if (customer !== undefined) {
    all.push(
      {
        key: 'users',
        letter: 'u',
        group: 'Administration',
        label: 'Users',
        icon: Users,
        to: inCustomer(customer, 'users'),
        hint: 'people, roles, tenants',
      },
      {
        key: 'levels',
        letter: 'l',
        group: 'Administration',
        label: 'Levels',
        icon: Layers,
        to: inCustomer(customer, 'levels'),
        hint: 'Insights levels and requests',
      },
      {
        key: 'teams',
        letter: 't',
        group: 'Administration',
        label: 'Teams',
        icon: UsersRound,
        to: inCustomer(customer, 'teams'),
        hint: 'members, channels, destinations',
      },
      {
        key: 'seats',
        letter: 's',
        group: 'Administration',
        label: 'Seats',
        icon: Armchair,
        to: inCustomer(customer, 'seats'),
        hint: 'recording licences',
      },
      {
        key: 'deliveries',
        letter: 'd',
        group: 'Administration',
        label: 'Delivery',
        icon: Send,
        to: '/deliveries',
        hint: 'failed and held notes',
      },
      {
        key: 'machines',
        letter: 'm',
        group: 'Administration',
        label: 'Integrations',
        icon: Bot,
        to: inCustomer(customer, 'integration-users'),
        hint: 'integration users and keys',
      },
      {
        key: 'audit',
        letter: 'h',
        group: 'Administration',
        label: 'Audit trail',
        icon: ScrollText,
        to: inCustomer(customer, 'audit'),
        hint: 'what changed, and the proof',
      },
      {
        key: 'why',
        letter: 'w',
        group: 'Administration',
        label: 'Why',
        icon: HelpCircle,
        to: inCustomer(customer, 'why'),
        hint: 'explain who may do what',
      },
    )
  }
  all.push({ key: 'roles', letter: 'r', group: 'Administration', label: 'Roles', icon: Grid3x3, to: '/roles', hint: 'who may do what' })
  return all.filter((place) => allowed(me, place.key) && (place.key !== 'customers' || me.kind === 'staff'))
}
