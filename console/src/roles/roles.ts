import { queryOptions } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { capital } from '../ui/shown/words'

export type RoleTable = Shape<'RolesMatrix'>

export const rolesQuery = queryOptions({ queryKey: keys.roles(), queryFn: () => body(api.GET('/api/roles')), staleTime: Infinity })

/** Every permission to choose from, in the words of the table. */
export function permissionChoices({ rows }: RoleTable) {
  return rows.map((row) => ({ key: row.permission, label: row.meaning, hint: row.permission, group: capital(row.section) }))
}
