import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useRef } from 'react'
import { api, body, rememberAntiforgery, type Shape } from '../api/client'
import { isOf, keys } from '../api/keys'
import { Problem } from '../api/problem'
import { time } from '../theme/tokens'

export type Me = Shape<'MeHere'>

/** The rooms of the console, as the server names them. */
export type PageName =
  | 'today'
  | 'inbox'
  | 'calls'
  | 'accounts'
  | 'ask'
  | 'troubleshoot'
  | 'supportAccess'
  | 'supportCalls'
  | 'customers'
  | 'dashboard'
  | 'staff'
  | 'users'
  | 'identities'
  | 'apps'
  | 'appRequests'
  | 'publishApp'
  | 'publishOwnApp'
  | 'upstream'
  | 'orphans'
  | 'customRoles'
  | 'accessRequests'
  | 'levels'
  | 'teams'
  | 'seats'
  | 'settings'
  | 'deliveries'
  | 'integrationUsers'
  | 'profile'
  | 'audit'
  | 'connectAudit'
  | 'insightsAudit'
  | 'why'
  | 'people'
  | 'teamSetUp'
  | 'integrationSetUp'
  | 'replacement'
  | 'roles'

async function whoIsSignedIn(): Promise<Me | null> {
  try {
    const me = await body(api.GET('/api/me'))
    rememberAntiforgery(me.antiforgery ?? undefined)
    return me
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

/** The last switch to another customer, done or under way: it ends one session and begins another. */
let lastSwitch: Promise<unknown> = Promise.resolve()

/** Who is signed in, or null for nobody. It is asked again on every return to the window and once a minute. */
export const meQuery = queryOptions({
  queryKey: keys.me(),
  queryFn: async (): Promise<Me | null> => {
    for (;;) {
      const before = lastSwitch
      await before
      const me = await whoIsSignedIn()
      // What was asked in the former session says nothing about the one that replaced it.
      if (lastSwitch === before) return me
    }
  },
  refetchInterval: time.sessionCheck,
  refetchOnWindowFocus: 'always',
})

/** Forgets everything the server said to the one who was signed in. */
export function forgetSession(queries: QueryClient) {
  queries.setQueryData(meQuery.queryKey, null)
  queries.removeQueries({ predicate: ({ queryKey }) => !isOf(queryKey, 'me') })
}

/** Whether a page is for someone, as the server said. */
export function allowed(me: Me, page: PageName): boolean {
  return me.pages[page]?.allowed ?? false
}

/** What someone may do, apart from what changes by itself. */
function standing({ id, customer, pages }: Me): string {
  return JSON.stringify([id, customer, pages])
}

/** The session, watched: when what the person may do has changed, everything on the page is asked for again. */
export function useSession() {
  const queries = useQueryClient()
  const session = useQuery(meQuery)
  const now = session.data ? standing(session.data) : undefined
  const before = useRef(now)
  useEffect(() => {
    if (before.current && now && before.current !== now) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => !isOf(queryKey, 'me') })
    }
    before.current = now
  }, [now, queries])
  return session
}

export const SignedIn = createContext<Me | null>(null)

/** Who is signed in; only below the frame. */
export function useMe(): Me {
  const me = useContext(SignedIn)
  if (!me) throw new Error('No one is signed in here.')
  return me
}

export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (account: { email: string; password: string }) => api.POST('/api/session', { body: account }),
    onSuccess: () => queries.fetchQuery({ ...meQuery, staleTime: 0 }),
  })
}

/** Sets a password by a link that was sent to one's own address; it opens a session. */
export function useChoosePassword() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (chosen: { link: string; password: string; keys: Shape<'OnKeys'> }) => api.POST('/api/session/password', { body: chosen }),
    onSuccess: () => queries.fetchQuery({ ...meQuery, staleTime: 0 }),
  })
}

/** Asks for a link to set a new password; it goes to that address and nowhere else. */
export function useAskForLink() {
  return useMutation({ mutationFn: (email: string) => api.POST('/api/session/forgotten', { body: { email } }) })
}

/** Signs out; the page is loaded again, so that nothing of the one who left stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => api.DELETE('/api/session'),
    onSuccess: () => window.location.assign('/sign-in'),
  })
}

/** Goes to another of one's customers; nothing of the former one stays in the browser. */
export function useSwitchCustomer() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (customer: string) => {
      const sent = api.PUT('/api/session', { body: { customer } })
      lastSwitch = sent.catch(() => undefined)
      return sent
    },
    onSuccess: async () => {
      queries.removeQueries({ predicate: ({ queryKey }) => !isOf(queryKey, 'me') })
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    },
  })
}
