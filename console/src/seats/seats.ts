import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, noted, type Shape } from '../api/client'
import { keys, type Fact } from '../api/keys'
import { usePages } from '../api/queries'

export type SeatUse = Shape<'SeatUse'>
export type Use = Shape<'SeatUseView'>
export type SeatsChanged = Shape<'SeatsChanged'>
export type SeatRequest = Shape<'SeatRequestView'>
export const seatFilters = ['query', 'seat', 'state'] as const
export type SeatFilters = Record<(typeof seatFilters)[number], string | null>

/** What a change of seats touches. */
export const ofSeats: readonly Fact[] = ['seat']

/** What a list of people with their seats is asked with. */
const seatQuery = ({ query, seat, state }: SeatFilters) => ({
  query: query ?? undefined,
  state: state ?? undefined,
  seat: seat === null ? undefined : seat !== 'none',
  idle: seat === 'idle' || undefined,
})

/** The people of a customer, with whether they hold a seat and when it was last used. */
export function useHolders(customer: string, filters: SeatFilters) {
  return usePages(keys.seatHolders(customer, { ...filters }), (cursor) =>
    body(api.GET('/api/customers/{customer}/seats/users', { params: { path: { customer }, query: { ...seatQuery(filters), cursor } } })),
  )
}

/** Where the report of what the filters leave is, as a file. */
export function reportAddress(customer: string, form: 'csv' | 'xlsx', filters: SeatFilters) {
  const given = Object.entries(seatQuery(filters)).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `/api/customers/${encodeURIComponent(customer)}/seats.${form}?${new URLSearchParams(given)}`
}

/** How many seats there are, are in use and are idle, and what waits: all that is above the list, in one question. */
export const useSeatUse = (customer: string) =>
  useQuery(
    queryOptions({
      queryKey: keys.seatUse(customer),
      queryFn: () => body(api.GET('/api/customers/{customer}/seats/use', { params: { path: { customer } } })),
    }),
  ).data

/** Who gets a seat and whose is removed. */
export interface SeatChange {
  give: string[]
  remove: string[]
}

/** What a change of seats would do, person by person. */
export function useSeatPlan(customer: string, change: SeatChange | null) {
  return useQuery({
    enabled: change !== null,
    queryKey: keys.seatPlan(customer, change && JSON.stringify(change)),
    queryFn: () =>
      body(
        api.POST('/api/customers/{customer}/seats/changes', {
          params: { path: { customer } },
          body: { ...change!, dryRun: true, byRow: true },
        }),
      ),
    staleTime: 0,
  })
}

/** Changes seats of those for whom it can be done. */
export const changeSeats = (customer: string, change: SeatChange, note: string) =>
  body(
    api.POST('/api/customers/{customer}/seats/changes', {
      params: { path: { customer } },
      body: { ...change, dryRun: false, byRow: true },
      headers: noted(note),
    }),
  )

export const useAllocation = (customer: string) =>
  useQuery({
    queryKey: keys.seatAllocation(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/seats/allocation', { params: { path: { customer } } })),
  })

/** Seats in use and people who used theirs, in each of the last weeks that are over. */
export const useSeatWeeks = (customer: string) =>
  useQuery({
    queryKey: keys.seatWeeks(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/seats/weeks', { params: { path: { customer } } })),
  })

/** Major changes of seats, the newest first. */
export const useSeatRequests = (customer: string, state: SeatRequest['state'] | null) =>
  usePages(keys.seatRequests(customer, state), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/seats/requests', { params: { path: { customer }, query: { state: state ?? undefined, cursor } } }),
    ),
  )

const of = (customer: string, request: SeatRequest) => ({ params: { path: { customer, request: request.id } } })

export const approveSeats = (customer: string, request: SeatRequest, note: string) =>
  api.POST('/api/customers/{customer}/seats/requests/{request}/approve', { ...of(customer, request), headers: noted(note) })

export const declineSeats = (customer: string, request: SeatRequest, reason: string) =>
  api.POST('/api/customers/{customer}/seats/requests/{request}/decline', { ...of(customer, request), body: { reason } })

export const withdrawSeats = (customer: string, request: SeatRequest) =>
  api.POST('/api/customers/{customer}/seats/requests/{request}/withdraw', of(customer, request))
