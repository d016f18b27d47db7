import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { TeamLinks } from '../teams/TeamLinks'
import { inCustomer, userAddress } from '../addresses'
import { Leads, useLeads } from '../session/links'
import { font, size } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { Fact } from '../ui/shown/Fact'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { capital, roleName } from '../ui/shown/words'
import type { User } from '../directory/directory'
import { rolesQuery, type RoleTable } from '../roles/roles'
import { reachWords } from '../roles/Matrix'
import { kindWords } from '../identities/identities'
import { Ends } from './Extend'
import type { AboutUser } from './people'

/** Everything a user holds: roles of both families, and where they hold. */
export function UserHolds({ customer, user }: AboutUser) {
  const leads = useLeads()
  const why = (permission: string) => `${inCustomer(customer, 'why')}?${new URLSearchParams({ person: user.email, permission })}`
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: `repeat(auto-fill, minmax(${size.search}px, 1fr))` }, gap: 6 }}
    >
      <Fact name="Connect role">
        {roleName(user.connect)}
        {user.connectUntil && <Ends customer={customer} user={user} at={user.connectUntil} of="connect" />}
      </Fact>
      <Fact name="Custom roles">
        <Leads things={user.customRoles} to={leads.customRole} none="None" />
        {user.ends
          .filter(({ isTenant }) => !isTenant)
          .map(({ slug, name, until }) => (
            <div key={slug}>
              <bdi>{name}</bdi>
              <Ends customer={customer} user={user} at={until} of="custom-role" slug={slug} name={name} />
            </div>
          ))}
      </Fact>
      <Fact name="Configures">
        {user.connect === 'customer-admin'
          ? 'Every app'
          : user.customRoles.length
            ? `The apps picked on ${user.customRoles.map((role) => role.name).join(', ')}`
            : 'No app'}
        {user.can.assignRole?.allowed && (
          <>
            {' · '}
            <Link to={why('app/configure')}>Why?</Link>
          </>
        )}
      </Fact>
      <Fact name="Tenants">
        {user.tenants.map((tenant) => tenant.name).join(', ') || 'None'}
        {user.ends
          .filter(({ isTenant }) => isTenant)
          .map(({ slug, name, until }) => (
            <div key={slug}>
              <bdi>{name}</bdi>
              <Ends customer={customer} user={user} at={until} of="tenant" slug={slug} name={name} />
            </div>
          ))}
      </Fact>
      <Fact name="Insights level">
        {roleName(user.insights)} · {user.level}
        {user.editorOf && (
          <>
            , for <TeamLinks teams={user.editorOf} />
          </>
        )}
        {user.insightsUntil && <Ends customer={customer} user={user} at={user.insightsUntil} of="level" />}
      </Fact>
      {user.teams && (
        <Fact name="Teams">
          <TeamLinks teams={user.teams} none="None" />
        </Fact>
      )}
      {user.teams && user.active && (
        <Fact name="Can read">
          Their own calls
          {user.teams.length > 0 && (
            <>
              , those of <TeamLinks teams={user.teams} />
            </>
          )}
          , and those shared with them or delivered to a private channel they are in
        </Fact>
      )}
      {user.seat != null && <Fact name="Seat">{user.seat ? 'Yes' : 'None'}</Fact>}
      {(user.job || user.department) && <Fact name="Job">{[user.job, user.department].filter(Boolean).join(', ')}</Fact>}
      {user.identities && user.identities.length > 0 && (
        <Fact name="Identities">
          {user.identities.map(({ id, kind, label }) => (
            <div key={id}>
              {kindWords[kind]} <bdi>{label}</bdi>
            </div>
          ))}
          <Link to={inCustomer(customer, 'identities')}>Manage identities</Link>
        </Fact>
      )}
      {user.location && <Fact name="Location">{user.location}</Fact>}
      {user.manager && (
        <Fact name="Manager">
          <Link to={userAddress(customer, user.manager.id)}>{user.manager.name}</Link>
        </Fact>
      )}
    </Box>
  )
}

type Right = RoleTable['rows'][number] & { from: string; reach: RoleTable['rows'][number]['cells'][number] | undefined }

/** What the roles that someone holds give by the table: of each right, the first of the roles that gives it. */
function rightsOf({ families, rows }: RoleTable, user: User): Right[] {
  const own = user.customRoles.map((role) => role.name).join(', ')
  const held: [role: string, said: string][] = [
    [roleName(user.connect), roleName(user.connect)],
    ...(own ? [['Custom Role', own] as [string, string]] : []),
    [roleName(user.insights), roleName(user.insights)],
  ]
  return rows.flatMap((row) => {
    const family = families.find(({ name }) => name.toLowerCase() === row.section)
    for (const [role, said] of held) {
      const reach = row.cells[family?.roles.findIndex(({ name }) => name === role) ?? -1]
      if (reach != null && reach !== 'none') return [{ ...row, from: said, reach }]
    }
    return []
  })
}

/** Where each right comes from; each leads to the decision itself. */
export function UserRights({ customer, user }: AboutUser) {
  const table = useQuery(rolesQuery)
  const columns: Column<Right>[] = [
    { key: 'meaning', head: 'Allowed to', cell: (right) => capital(right.meaning) },
    {
      key: 'permission',
      head: 'Permission',
      width: '24%',
      from: 760,
      card: 'none',
      cell: ({ permission }) => (
        <Box component="code" sx={{ fontFamily: font.mono }}>
          {permission}
        </Box>
      ),
    },
    { key: 'from', head: 'From', width: '20%', cell: (right) => right.from },
    { key: 'reach', head: 'Scope', width: '18%', card: 'end', cell: (right) => reachWords[right.reach!] ?? right.reach },
  ]
  const lead = user.active
    ? 'What their roles give. Follow one to see the decision and what limits it now.'
    : 'Deactivated: everything is refused. This is what their roles would give.'
  return (
    <Loaded query={table} skeleton={<ListSkeleton rows={12} />}>
      {(found) => {
        const rights = rightsOf(found, user)
        return found.families.map(({ name }) => (
          <Section key={name} title={name} aside={name === found.families[0]?.name && lead}>
            <DataTable
              label={`Permissions of ${name}`}
              columns={columns}
              rows={rights.filter((right) => right.section === name.toLowerCase())}
              rowKey={(right) => right.permission}
              to={({ permission }) => `${inCustomer(customer, 'why')}?${new URLSearchParams({ person: user.email, permission })}`}
            />
          </Section>
        ))
      }}
    </Loaded>
  )
}
