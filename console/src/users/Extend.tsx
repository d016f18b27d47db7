import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client'
import { useChanged } from '../api/queries'
import { useSay } from '../ui/page/Said'
import { endWords } from '../ui/shown/days'
import { Until } from '../ui/shown/Until'
import { ofUser, on, type AboutUser } from './people'

/** What ends: the role, the level, or a custom role or tenant by its short name. */
export type Ending = { of: 'connect' | 'level' } | { of: 'custom-role' | 'tenant'; slug: string; name: string }

/** How much longer one press makes it. */
const days = 30

const can: Record<Ending['of'], string> = { connect: 'assignRole', level: 'setLevel', 'custom-role': 'assignRole', tenant: 'assignTenant' }

/** Gives the same until another end. */
function giveUntil(about: AboutUser, ending: Ending, until: string): Promise<unknown> {
  const { user } = about
  const params = on(about)
  switch (ending.of) {
    case 'connect':
      return api.PUT('/api/customers/{customer}/users/{user}/connect-role', { params, body: { role: user.connect, until } })
    case 'level':
      return api.PUT('/api/customers/{customer}/users/{user}/level', {
        params,
        body: { level: user.insights, until, teams: user.editorOf?.map(({ slug }) => slug) },
      })
    case 'custom-role':
      return api.PUT('/api/customers/{customer}/users/{user}/custom-roles', {
        params,
        body: { roles: user.customRoles.map(({ slug }) => slug), until: { [ending.slug]: until } },
      })
    case 'tenant':
      return api.PUT('/api/customers/{customer}/users/{user}/tenants', {
        params,
        body: { tenants: user.tenants.map(({ slug }) => slug), until: { [ending.slug]: until } },
      })
  }
}

/** When access ends by itself; whoever may give it makes it 30 days longer with one press. */
export function Ends({ customer, user, at, ...ending }: AboutUser & { at: string } & Ending) {
  const say = useSay()
  const changed = useChanged()
  const later = new Date(Date.parse(at) + days * 24 * 60 * 60 * 1000).toISOString()
  const extend = useMutation({
    mutationFn: () => giveUntil({ customer, user }, ending, later),
    onSuccess: () => {
      say({ text: `Extended until ${endWords(later)}.` })
      return changed(...ofUser)
    },
    onError: (error) => say({ text: error.message }),
  })
  const what = 'name' in ending ? ending.name : ending.of === 'connect' ? 'the role' : 'the level'
  return (
    <>
      {' '}
      <Until at={at} />
      {user.active && user.can[can[ending.of]]?.allowed && (
        <Button
          size="small"
          variant="text"
          loading={extend.isPending}
          aria-label={`Extend ${days} days: ${what}`}
          onClick={() => extend.mutate()}
          sx={{ ml: 1 }}
        >
          Extend {days} days
        </Button>
      )}
    </>
  )
}
