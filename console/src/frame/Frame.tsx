import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigate, useParams } from 'react-router'
import { customerAddress, inCustomer } from '../addresses'
import { unreadQuery } from '../inbox/inbox'
import { useCustomers } from '../directory/directory'
import { navOf } from '../rooms'
import { useReasons } from '../session/asking'
import { useBack } from '../session/back'
import { useLive } from './live'
import { SignedIn, useSession, useSignOut, useSwitchCustomer, type Me } from '../session/session'
import { size } from '../theme/tokens'
import { NotesRequired } from '../ui/form/notes'
import { useLast } from '../ui/hooks/last'
import { PageSkeleton } from '../ui/page/Later'
import { Said } from '../ui/page/Said'
import { ErrorState, Notice, OfflineBar } from '../ui/page/states'
import { ReasonsFrom } from '../ui/why/reasons'
import { BottomBar } from './BottomBar'
import { Breadcrumb, CrumbsOfPage, type Crumb } from '../ui/page/crumbs'
import { CustomerSwitcher, type CustomerName } from './CustomerSwitcher'
import { keepEarly } from './early'
import { MeMenu } from './MeMenu'
import { Rail } from './Rail'
import { RenewedBar } from './renewed'
import { useShortcuts } from './shortcuts'
import { TopBar } from './TopBar'

// Opened by some, now and then: their code comes when they first are.
const Palette = lazy(() => import('./Palette'))
const KeysHelp = lazy(() => import('./KeysHelp'))

/** Everything behind sign-in: whoever is not signed in goes there and comes back to the very place. */
export function Frame() {
  const session = useSession()
  const { pathname, search, hash } = useLocation()
  if (session.data) return <Rooms key={session.data.id} me={session.data} />
  if (session.data === null) return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search + hash)}`} replace />
  return (
    <Box sx={{ p: 8 }}>
      {session.error ? <ErrorState error={session.error} onRetry={() => void session.refetch()} alone /> : <PageSkeleton />}
    </Box>
  )
}

/** The customer one is in: of the address, or for a user their own. Staff keep the last one they looked at. */
function useHere(me: Me, customers: CustomerName[]): { slug: string; name: string } | undefined {
  const { customer } = useParams()
  const last = useLast(customer)
  const slug = customer ?? me.customer?.slug ?? last
  if (slug === undefined) return undefined
  return customers.find((one) => one.slug === slug) ?? { slug, name: slug }
}

/** Something over the page: whether it is open, and whether it ever was. */
function useOverlay() {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const show = useCallback(() => {
    setAsked(true)
    setOpen(true)
  }, [])
  const hide = useCallback(() => setOpen(false), [])
  return { open, asked, show, hide }
}

function Rooms({ me }: { me: Me }) {
  const go = useNavigate()
  const { pathname } = useLocation()
  const unread = useQuery(unreadQuery)
  const every = useCustomers(null, me.kind === 'staff')
  useLive()
  useBack()
  const customers = me.kind === 'staff' ? every.items : me.customers
  const here = useHere(me, customers)
  const signOut = useSignOut()
  const switchTo = useSwitchCustomer()
  const { show: showSearch, ...search } = useOverlay()
  const [early] = useState(keepEarly)
  const openSearch = useCallback(() => {
    early.start()
    showSearch()
  }, [early, showSearch])
  const help = useOverlay()
  const [crumbs, setCrumbs] = useState<Crumb[]>([])
  const rooms = useMemo(() => navOf({ me, customer: here?.slug }), [me, here?.slug])
  useShortcuts(rooms, openSearch, help.show)
  const main = useRef<HTMLElement>(null)

  // Whoever listens to the page hears that it is another one, but for who has meanwhile opened something over it and types there.
  const before = useRef(pathname)
  const covered = search.open || help.open
  useEffect(() => {
    if (before.current !== pathname && !covered) main.current?.focus({ preventScroll: true })
    before.current = pathname
  }, [pathname, covered])

  function chooseCustomer(slug: string) {
    // Staff keep to the same room where the other customer has it too.
    const room = (['users', 'audit'] as const).find((page) => pathname.endsWith(`/${page}`))
    if (me.kind === 'staff') return void go(room ? inCustomer(slug, room) : customerAddress(slug))
    switchTo.mutate(slug, { onSuccess: () => void go('/') })
  }

  return (
    <SignedIn value={me}>
      <ReasonsFrom value={useReasons(me)}>
        <NotesRequired value={me.notesRequired}>
          <Said>
            <CrumbsOfPage value={setCrumbs}>
              <Box
                component="a"
                href="#main"
                sx={{
                  position: 'fixed',
                  zIndex: 'tooltip',
                  top: 8,
                  insetInlineStart: 8,
                  px: 4,
                  py: 2,
                  borderRadius: 1,
                  bgcolor: 'background.raised',
                  transform: 'translateY(-200%)',
                  '&:focus': { transform: 'none' },
                }}
              >
                Skip to content
              </Box>
              <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
                <Rail items={rooms} start={me.landing} />
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <OfflineBar />
                  <RenewedBar />
                  {signOut.error && <Notice>You are still signed in: {signOut.error.message}</Notice>}
                  <TopBar
                    where={<CustomerSwitcher customers={customers} here={here} onChoose={chooseCustomer} />}
                    crumbs={<Breadcrumb crumbs={crumbs} />}
                    onSearch={openSearch}
                    unread={unread.data ?? 0}
                    me={
                      <MeMenu
                        name={me.name}
                        picture={me.picture}
                        email={me.email}
                        roles={me.level ? [me.role, me.level] : [me.role]}
                        onHelp={help.show}
                        onSignOut={() => signOut.mutate()}
                      />
                    }
                  />
                  <Box
                    component="main"
                    id="main"
                    ref={main}
                    tabIndex={-1}
                    sx={{
                      px: { xs: 4, md: 8 },
                      pt: { xs: 2, md: 4 },
                      pb: { xs: `${size.bottomBar + size.tab}px`, md: 16 },
                      '&:focus-visible': { outline: 'none' },
                    }}
                  >
                    <Suspense fallback={<PageSkeleton />}>
                      <Outlet />
                    </Suspense>
                  </Box>
                </Box>
                <BottomBar items={rooms} />
              </Box>
              <Suspense>
                {search.asked && (
                  <Palette
                    open={search.open}
                    onClose={search.hide}
                    items={rooms}
                    customer={here?.slug}
                    onSignOut={() => signOut.mutate()}
                    onHelp={help.show}
                    early={early.take}
                  />
                )}
                {help.asked && <KeysHelp open={help.open} onClose={help.hide} items={rooms} />}
              </Suspense>
              <ScrollRestoration />
            </CrumbsOfPage>
          </Said>
        </NotesRequired>
      </ReasonsFrom>
    </SignedIn>
  )
}
