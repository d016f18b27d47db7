import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, body } from '../api/client'
import { WhyPage } from '../ui/WhyPanel'
import { allowed, useMe, type PageName } from './session'

/** What each page asks for first, in the law's words; the server decides, this only words the question. */
const asks: Record<PageName, string> = {
  inbox: 'call/view',
  calls: 'call/view',
  ask: 'call/ask',
  customers: 'customer/view',
  users: 'user/view',
  audit: 'audit/view',
  connectAudit: 'audit/view',
  insightsAudit: 'insights-audit/view',
  why: 'decision/explain',
  roles: 'decision/explain',
}

/** A page for those whom the server lets in; for others, and as soon as that changes, the reason in its place. */
export function Guarded({ page, children }: { page: PageName; children: ReactNode }) {
  return allowed(useMe(), page) ? children : <Refused page={page} />
}

function Refused({ page }: { page: PageName }) {
  const { customer, email, landing, pages } = useMe()
  const reason = useQuery({
    queryKey: ['refused', page, customer?.slug],
    queryFn: () =>
      body(
        api.GET('/api/customers/{customer}/explain', {
          params: { path: { customer: customer!.slug }, query: { person: email, permission: asks[page] } },
        }),
      ),
    enabled: customer != null,
  })
  const known = reason.data?.allowed === false ? reason.data : undefined
  return <WhyPage why={known ?? { sentence: pages[page]?.why ?? 'This page is not open to you.' }} back={landing} alone />
}
