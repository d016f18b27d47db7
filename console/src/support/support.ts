import { useQuery } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChange, usePages } from '../api/queries'

export type SupportAccess = Shape<'SupportAccessView'>
export type SupportCall = Shape<'SupportCallLine'>

/** Which of the vendor’s staff may look, or could, at which calls of one’s organization. */
export const useSupportAccess = () =>
  usePages(keys.supportAccess(), (cursor) => body(api.GET('/api/support-access', { params: { query: { cursor } } })))

/** Ends a member of staff’s access to a call before its time. */
export const useEndSupportAccess = () =>
  useChange((id: string) => api.DELETE('/api/support-access/{id}', { params: { path: { id } } }), 'call')

/** The calls of any customer that one may look at as a member of staff. */
export const useSupportCalls = () =>
  usePages(keys.supportCalls(), (cursor) => body(api.GET('/api/support-calls', { params: { query: { cursor } } })))

/** One of them: that one looks is recorded. */
export const useSupportCall = (customer: string, id: string) =>
  useQuery({
    queryKey: keys.supportCall(customer, id),
    queryFn: ({ signal }) => body(api.GET('/api/customers/{customer}/support-calls/{id}', { params: { path: { customer, id } }, signal })),
    retry: false,
  })
