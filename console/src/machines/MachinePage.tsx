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
import { MachineActs } from './MachineActs'
import { useMachine, type Machine } from './machines'
import { useTeamNames } from '../teams/teams'
import { scopeWords } from './scopes'

const nothing: AuditFilters = { section: null, actor: null, subject: null, act: null, since: null, until: null }

/** One integration user: whether it runs, what it may do, its keys, and what it did. */
export function Component() {
  const { customer = '', machine = '' } = useParams()
  const list = inCustomer(customer, 'integration-users')
  useCrumb('Integrations', list)
  const read = useMachine(customer, machine)
  return (
    <Guarded page="machines">
      <Loaded query={read} skeleton={<PageSkeleton />} what="integration user" back={list} alone>
        {(found) => <MachineRead key={found.id} customer={customer} machine={found} />}
      </Loaded>
    </Guarded>
  )
}

function MachineRead({ customer, machine }: { customer: string; machine: Machine }) {
  const me = useMe()
  const [params] = useSearchParams()
  const teamName = useTeamNames(customer)
  const audited = allowed(me, 'insightsAudit')
  const view = audited ? (params.get('view') ?? 'keys') : 'keys'
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <EntityHeader
        title={machine.name}
        state={<Approval machine={machine} />}
        facts={{
          owner: (
            <Box component="span" sx={{ display: 'inline-flex', gap: 1.5 }}>
              Owner <PersonLink id={machine.owner.id} name={machine.owner.name} />
            </Box>
          ),
          scopes: machine.scopes.length
            ? `Permissions: ${machine.scopes.map((scope) => scopeWords(scope, teamName)).join(', ')}`
            : 'No permissions yet',
        }}
        actions={<MachineActs customer={customer} machine={machine} />}
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
      {view === 'keys' && <KeyList customer={customer} machine={machine} />}
      {view === 'did' && <Trail customer={customer} filters={{ ...nothing, actor: machine.id }} none="No activity yet." />}
      {view === 'history' && <Trail customer={customer} filters={{ ...nothing, subject: machine.id }} none="No changes yet." />}
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
