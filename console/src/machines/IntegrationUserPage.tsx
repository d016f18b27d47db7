import Box from '@mui/material/Box'
import { useParams, useSearchParams } from 'react-router'
import { PersonLink } from '../session/links'
import { inCustomer } from '../addresses'
import { useCrumb } from '../ui/page/crumbs'
import { useAudit, type AuditFilters } from '../governance/audit'
import { Entries } from '../governance/Entries'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { ShowMore } from '../ui/list/ShowMore'
import { Approval } from './Approval'
import { KeyList } from './KeyList'
import { IntegrationUserActs } from './IntegrationUserActs'
import { useIntegrationUser, type IntegrationUser } from './integrationUsers'
import { useTeamNames } from '../teams/teams'
import { scopeWords } from './scopes'

const nothing: AuditFilters = { section: null, actor: null, subject: null, act: null, since: null, until: null }

/** One integration user: whether it runs, what it may do, its keys, and what it did. */
export function Component() {
  const { customer = '', integrationUser = '' } = useParams()
  const list = inCustomer(customer, 'integration-users')
  useCrumb('Integrations', list)
  const read = useIntegrationUser(customer, integrationUser)
  return (
    <Guarded page="integrationUsers">
      <Loaded query={read} skeleton={<PageSkeleton />} what="integration user" back={list} alone>
        {(found) => <IntegrationUserRead key={found.id} customer={customer} integrationUser={found} />}
      </Loaded>
    </Guarded>
  )
}

function IntegrationUserRead({ customer, integrationUser }: { customer: string; integrationUser: IntegrationUser }) {
  const me = useMe()
  const [params] = useSearchParams()
  const teamName = useTeamNames(customer)
  const audited = allowed(me, 'insightsAudit')
  const view = audited ? (params.get('view') ?? 'keys') : 'keys'
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <EntityHeader
        title={integrationUser.name}
        state={<Approval integrationUser={integrationUser} />}
        facts={{
          owner: (
            <Box component="span" sx={{ display: 'inline-flex', gap: 1.5 }}>
              Owner {integrationUser.owner ? <PersonLink {...integrationUser.owner} /> : 'nobody yet'}
            </Box>
          ),
          scopes: integrationUser.scopes.length
            ? `Permissions: ${integrationUser.scopes.map((scope) => scopeWords(scope, teamName)).join(', ')}`
            : 'No permissions yet',
        }}
        actions={<IntegrationUserActs customer={customer} integrationUser={integrationUser} />}
      />
      {audited && (
        <Views
          label="Views of the integration user"
          current={view}
          views={[
            { key: 'keys', label: 'Keys', to: '?view=keys' },
            { key: 'did', label: 'Activity', to: '?view=did' },
            { key: 'history', label: 'History', to: '?view=history' },
          ]}
        />
      )}
      {view === 'keys' && <KeyList customer={customer} integrationUser={integrationUser} />}
      {view === 'did' && <Trail customer={customer} filters={{ ...nothing, actor: integrationUser.id }} none="No activity yet." />}
      {view === 'history' && <Trail customer={customer} filters={{ ...nothing, subject: integrationUser.id }} none="No changes yet." />}
    </Box>
  )
}

function Trail({ customer, filters, none }: { customer: string; filters: AuditFilters; none: string }) {
  const trail = useAudit(customer, 'insights', filters)
  return (
    <Loaded query={trail} skeleton={<ListSkeleton />} what="audit trail">
      {() => (
        <>
          {trail.items.length ? <Entries customer={customer} section="insights" entries={trail.items} /> : none}
          <ShowMore pages={trail} />
        </>
      )}
    </Loaded>
  )
}
