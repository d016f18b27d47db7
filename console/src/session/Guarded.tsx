import type { ReactNode } from 'react'
import { useReason } from '../ui/why/reasons'
import { WhyPage } from '../ui/why/WhyPanel'
import { allowed, useMe, type PageName } from './session'

/** What each page asks for first, in the law's words; the server decides, this only words the question. */
const asks: Record<PageName, string> = {
  today: 'profile/edit',
  inbox: 'profile/edit',
  calls: 'call/view',
  accounts: 'call/view',
  ask: 'call/ask',
  troubleshoot: 'call/troubleshoot',
  supportAccess: 'support-access/grant',
  supportCalls: 'customer/view',
  customers: 'customer/view',
  dashboard: 'customer/view',
  staff: 'support-user/grant',
  users: 'user/view',
  identities: 'directory/view',
  apps: 'app/view',
  publishApp: 'app/publish',
  publishOwnApp: 'app/publish-own',
  appRequests: 'app/approve',
  upstream: 'user/view',
  orphans: 'tenant/link',
  customRoles: 'custom-role/manage',
  accessRequests: 'role/assign',
  levels: 'access-level/manage',
  teams: 'team/manage',
  seats: 'licence/view',
  settings: 'organization/configure',
  deliveries: 'delivery/troubleshoot',
  integrationUsers: 'integration-user/manage',
  profile: 'profile/edit',
  audit: 'audit/view',
  connectAudit: 'audit/view',
  insightsAudit: 'insights-audit/view',
  why: 'decision/explain',
  people: 'profile/edit',
  teamSetUp: 'licence/assign',
  integrationSetUp: 'integration-user/manage',
  replacement: 'organization-admin/appoint',
  roles: 'decision/explain',
}

/** A page for those whom the server lets in; for others, and as soon as that changes, the reason in its place. */
export function Guarded({ page, children }: { page: PageName; children: ReactNode }) {
  return allowed(useMe(), page) ? children : <Refused page={page} />
}

function Refused({ page }: { page: PageName }) {
  const { landing, pages } = useMe()
  const why = useReason({ sentence: pages[page]?.why ?? 'You don’t have access to this page.', permission: asks[page] }, true)
  return why && <WhyPage why={why} back={landing} alone />
}
