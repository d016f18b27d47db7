import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Guarded } from '../session/Guarded'
import { matching } from '../ui/list/matching'
import { useFilters } from '../ui/list/filters'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { FilterBar } from '../ui/list/FilterBar'
import { SearchLine } from '../ui/list/SearchLine'
import { rolesQuery, type RoleTable } from './roles'
import { Matrix } from './Matrix'

/** Who may do what: both families of roles, from the very table that decides. */
export function Component() {
  const roles = useQuery(rolesQuery)
  return (
    <Guarded page="roles">
      <Page title="Roles" lead="Connect roles and Insights levels are separate; everyone has one of each. A dash means no access.">
        <Loaded query={roles} skeleton={<ListSkeleton rows={16} />}>
          {(table) => <Families table={table} />}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Families({ table }: { table: RoleTable }) {
  const { values, set } = useFilters(['find'])
  const find = useDeferredValue(values.find ?? '')
  const kept = new Set(
    matching(
      table.rows.map((row) => ({ key: row.permission, label: row.permission, hint: row.meaning })),
      find,
    ).map((row) => row.key),
  )
  return (
    <>
      <FilterBar search={<SearchLine label="Find a permission" value={values.find} onChange={(text) => set('find', text)} />} />
      {table.families.map((family) => (
        <Section key={family.name} title={family.name} id={family.name.toLowerCase()}>
          <Matrix
            family={family}
            rows={table.rows.filter((row) => row.section === family.name.toLowerCase() && kept.has(row.permission))}
          />
        </Section>
      ))}
    </>
  )
}
