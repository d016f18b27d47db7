import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'

export type StaffMember = Shape<'StaffLine'>

export function useStaff() {
  return usePages(keys.staff(), (cursor) => body(api.GET('/api/staff', { params: { query: { cursor } } })))
}

/** Makes somebody a Support User; they get an e-mail with a link to choose a password. */
export const addSupportUser = (person: { email: string; name: string }) => api.POST('/api/staff', { body: person })

/** Ends a Support User’s role: refused everywhere, at once. */
export const endSupportUser = (email: string) => api.DELETE('/api/staff/{email}', { params: { path: { email } } })
