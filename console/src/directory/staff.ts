import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { usePages } from '../api/queries'

export type StaffMember = Shape<'StaffLine'>

const key = ['staff']

export function useStaff() {
  return usePages(key, () => body(api.GET('/api/staff')))
}

/** Makes somebody a Support User; they get a letter with a link to choose a password. */
export function useMakeSupportUser() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (person: { email: string; name: string }) => api.POST('/api/staff', { body: person }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Ends a Support User’s role: refused everywhere, at once. */
export function useEndSupportUser() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (email: string) => api.DELETE('/api/staff/{email}', { params: { path: { email } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
