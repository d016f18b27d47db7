import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import { inCustomer, usersAddress } from '../addresses'
import { Lead } from '../session/links'
import { allowed, useMe, type PageName } from '../session/session'
import type { ToneName } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import type { Dashboard } from './customers'

type Fact = Dashboard['health'][number]

const looks: Record<Fact['standing'], { icon: LucideIcon; tone: ToneName; word: string }> = {
  bad: { icon: CircleAlert, tone: 'danger', word: 'Broken' },
  warn: { icon: TriangleAlert, tone: 'attention', word: 'Needs attention' },
  note: { icon: Info, tone: 'info', word: 'Note' },
  good: { icon: CircleCheck, tone: 'good', word: 'Good' },
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString()} ${many}`)

/** What each fact is in words, and where it is looked after. */
const words: Record<string, { text: (count: number) => string; page?: PageName; to?: (customer: string) => string }> = {
  'no-customer-admin': {
    text: () => 'No active Customer Admin. Staff appoint the first one.',
    page: 'users',
    to: (customer) => usersAddress(customer, { state: 'active' }),
  },
  'no-organization-admin': {
    text: () => 'Insights is active, but there is no Organization Admin.',
    page: 'replacement',
    to: (customer) => inCustomer(customer, 'organization-admin'),
  },
  'no-tenant': { text: () => 'No tenant is linked yet, so there are no apps.' },
  'apps-to-configure': { text: (count) => `${counted(count, 'approved app is', 'approved apps are')} not configured yet.` },
  'apps-disabled': { text: (count) => `${counted(count, 'app is', 'apps are')} disabled.` },
  'mail-not-sent': { text: (count) => `${counted(count, 'e-mail was', 'e-mails were')} not sent: the mail server refused.` },
  'deliveries-failed': {
    text: (count) => `${counted(count, 'delivery', 'deliveries')} failed.`,
    page: 'deliveries',
    to: () => '/deliveries',
  },
  'keys-expire': {
    text: (count) => `${counted(count, 'key of an integration user expires', 'keys of integration users expire')} within 14 days.`,
    page: 'integrationUsers',
    to: (customer) => inCustomer(customer, 'integration-users'),
  },
  'integrations-to-approve': {
    text: (count) => `${counted(count, 'integration user is', 'integration users are')} not approved, so nothing of Insights runs for it.`,
    page: 'integrationUsers',
    to: (customer) => inCustomer(customer, 'integration-users'),
  },
}

/** What of a customer needs attention, the gravest first; each with an icon and a word, and a link where the reader can look after it. */
export function Health({ customer, facts }: { customer: string; facts: Fact[] }) {
  const me = useMe()
  const shown = facts.flatMap((fact) => (words[fact.kind] ? [{ ...fact, ...words[fact.kind]! }] : []))
  if (!shown.length)
    return (
      <Line standing="good">
        <Typography variant="body2">Nothing needs attention.</Typography>
      </Line>
    )
  return (
    <Box component="ul" sx={{ display: 'grid', gap: 2 }}>
      {shown.map(({ kind, count, standing, text, page, to }) => (
        <li key={kind}>
          <Line standing={standing}>
            <Typography variant="body2">
              <Lead to={to && page && allowed(me, page) ? to(customer) : undefined}>{text(count)}</Lead>
            </Typography>
          </Line>
        </li>
      ))}
    </Box>
  )
}

function Line({ standing, children }: { standing: Fact['standing']; children: React.ReactNode }) {
  const { icon, tone, word } = looks[standing]
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
      <Box
        component="span"
        role="img"
        aria-label={word}
        title={word}
        sx={{ color: `tone.${tone}.main`, alignSelf: 'center', display: 'flex' }}
      >
        <Icon of={icon} />
      </Box>
      {children}
    </Box>
  )
}
