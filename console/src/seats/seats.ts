import { queryOptions } from '@tanstack/react-query'
import { api, body, noted, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'

export type SeatUse = Shape<'SeatUse'>
export const seatFilters = ['query', 'seat', 'state'] as const
type SeatFilters = Record<(typeof seatFilters)[number], string | null>

/** The people of a customer, with whether they hold a seat and when it was last used. */
export function useHolders(customer: string, { query, seat, state }: SeatFilters) {
  return usePages(keys.seatHolders(customer, { query, seat, state }), (cursor) =>
    body(
      api.GET('/api/customers/{customer}/seats/users', {
        params: {
          path: { customer },
          query: {
            query: query ?? undefined,
            state: state ?? undefined,
            seat: seat === null ? undefined : seat !== 'none',
            idle: seat === 'idle' || undefined,
            cursor,
          },
        },
      }),
    ),
  )
}

export const seatsQuery = (customer: string) =>
  queryOptions({
    queryKey: keys.seats(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/seats', { params: { path: { customer } } })),
  })

/** How many seats are idle, and how many calls were not stored for lack of one. */
export const seatUseQuery = (customer: string) =>
  queryOptions({
    queryKey: keys.seatUse(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/seats/use', { params: { path: { customer } } })),
  })

export interface SeatChange {
  user: string
  held: boolean
  note: string
}

export const setSeat = (customer: string, { user, held, note }: SeatChange) =>
  api.PUT('/api/customers/{customer}/users/{user}/seat', { params: { path: { customer, user } }, body: { held }, headers: noted(note) })
