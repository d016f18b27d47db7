import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { inCustomer, requestsAddress } from '../addresses'
import { customerQuery } from '../directory/directory'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { useCrumb } from '../ui/page/crumbs'
import { EntityHeader } from '../ui/page/EntityHeader'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { Notice } from '../ui/page/states'
import { Tenants } from '../upstream/Tenants'
import { AppsGrid } from './AppsGrid'
import { useCustomerActs } from './CustomerActs'
import { CustomerState } from './CustomerState'
import { dashboardQuery, type CustomerView, type Dashboard } from './customers'
import { Figures } from './Figures'
import { Health } from './Health'
import { Recent } from './Recent'
import { RequestsOverTime } from './RequestsOverTime'
import { RoleBars } from './RoleBars'

/** One customer at a glance: figures, what needs attention, apps in tenants, people by role, requests, what was done lately. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="dashboard">
      <OneCustomer key={customer} slug={customer} />
    </Guarded>
  )
}

function OneCustomer({ slug }: { slug: string }) {
  const staff = useMe().kind === 'staff'
  const customer = useQuery(customerQuery(slug))
  const dashboard = useQuery(dashboardQuery(slug))
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      {staff && <ToList />}
      <Loaded query={customer} skeleton={<PageSkeleton />} what="customer" back={staff ? '/customers' : '/'} alone>
        {(about) => (
          <>
            <Head customer={about} ends={dashboard.data?.ifClosed} />
            <Loaded query={dashboard} skeleton={<PageSkeleton />} what="customer" back="/">
              {(shown) => <Shown customer={about} dashboard={shown} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </Box>
  )
}

function ToList() {
  useCrumb('Customers', '/customers')
  return null
}

function Head({ customer, ends }: { customer: CustomerView; ends: Dashboard['ifClosed'] }) {
  const { actions } = useCustomerActs(customer, ends)
  const { slug, domains, salesforceAccount, seats, seatsUsed } = customer
  return (
    <>
      <EntityHeader
        title={customer.name}
        state={<CustomerState closed={customer.closed} insights={customer.insights} />}
        facts={{
          slug: <code title="Short name">{slug}</code>,
          domains: domains.length > 0 && <Domains domains={domains} />,
          salesforce: salesforceAccount && (
            <>
              Salesforce <code>{salesforceAccount}</code>
            </>
          ),
          seats:
            seats != null &&
            `${seatsUsed == null ? seats.toLocaleString() : `${seatsUsed.toLocaleString()} of ${seats.toLocaleString()}`} ${seats === 1 ? 'seat' : 'seats'}`,
        }}
        actions={actions}
      />
      {customer.closed && (
        <Notice icon={Lock}>Closed: everything is refused to its people and keys, and nothing is delivered. Nothing was deleted.</Notice>
      )}
    </>
  )
}

/** The first domains by name, the others by number. */
function Domains({ domains }: { domains: string[] }) {
  const more = domains.length - 2
  return (
    <span title={domains.join(', ')}>
      {domains.slice(0, 2).join(', ')}
      {more > 0 && ` and ${more} more`}
    </span>
  )
}

function Shown({ customer, dashboard }: { customer: CustomerView; dashboard: Dashboard }) {
  const { slug } = customer
  const me = useMe()
  return (
    <>
      <Figures customer={slug} figures={dashboard.figures} />
      <Section title="Health">
        <Health customer={slug} facts={dashboard.health} />
      </Section>
      {customer.tenants.length > 0 && (
        <Section title="Tenants">
          <Tenants
            customer={customer}
            tenants={customer.tenants}
            unlinks={customer.can.linkTenants?.allowed === true && !customer.closed}
          />
        </Section>
      )}
      <Section title="Apps by tenant" aside={allowed(me, 'apps') && <Link to={inCustomer(slug, 'apps')}>Marketplace</Link>}>
        <AppsGrid customer={slug} dashboard={dashboard} />
      </Section>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, columnGap: 12 }}>
        <Section title="People by role">
          <RoleBars label="People by role in Connect" roles={dashboard.roles} />
          {dashboard.levels && <RoleBars label="People by level in Insights" roles={dashboard.levels} />}
        </Section>
        <Section title="Requests" aside={<RequestLinks customer={slug} />}>
          <RequestsOverTime weeks={dashboard.requests} />
        </Section>
      </Box>
      {!customer.closed && <Recent customer={slug} />}
    </>
  )
}

/** Where requests are decided: for apps by the vendor’s people, for access by whoever can grant it. */
function RequestLinks({ customer }: { customer: string }) {
  const me = useMe()
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', columnGap: 4 }}>
      by week
      {allowed(me, 'appRequests') && <Link to={`/app-requests?customer=${encodeURIComponent(customer)}`}>App requests</Link>}
      {allowed(me, 'accessRequests') && <Link to={requestsAddress(customer, 'open')}>Access requests</Link>}
    </Box>
  )
}
