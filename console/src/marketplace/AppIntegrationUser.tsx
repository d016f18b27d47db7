import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { api, body, type Shape } from '../api/client'
import { useChange } from '../api/queries'
import { KeyShown } from '../machines/KeyShown'
import { PersonLink } from '../session/links'
import { useMe } from '../session/session'
import { Section } from '../ui/page/Page'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { RefusedButton } from '../ui/why/WhyPanel'
import { AppWebhook } from './AppWebhook'
import type { AppPage } from './marketplace'

interface Props {
  customer: string
  app: AppPage
  user: Shape<'AppMachineView'>
}

/** The app’s own integration user: who owns it, and its keys. */
export function AppIntegrationUser({ customer, app, user }: Props) {
  const me = useMe()
  const say = useSay()
  const [made, setMade] = useState<Shape<'KeyMade'> | null>(null)
  const path = { customer, app: app.slug }
  const failed = { onError: (error: Error) => say({ text: error.message }) }
  const own = useChange(
    () => api.POST('/api/customers/{customer}/apps/{app}/integration-user/own', { params: { path } }),
    'app',
    'integrationUser',
    'key',
  )
  const make = useChange(
    () =>
      body(
        api.POST('/api/customers/{customer}/apps/{app}/integration-user/keys', {
          params: { path },
          body: { name: `${app.name} key`, days: 180 },
        }),
      ),
    'app',
    'key',
  )
  const revoke = useChange(
    (key: string) => api.DELETE('/api/customers/{customer}/apps/{app}/integration-user/keys/{key}', { params: { path: { ...path, key } } }),
    'app',
    'key',
  )
  const mine = user.owner?.id === me.id
  return (
    <Section title="Integration user" aside={<code>{user.name}</code>}>
      {user.manage.allowed ? (
        <>
          <Typography>
            {user.owner ? (
              <>
                Owned by <PersonLink {...user.owner} plain />, who is accountable for it.
              </>
            ) : (
              'Nobody owns it yet, and so it can do nothing. Its owner makes its key.'
            )}
          </Typography>
          <Box component="ul" sx={{ display: 'grid', gap: 1, my: 2 }}>
            {user.keys?.map((key) => (
              <Box component="li" key={key.id} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
                <span>
                  <bdi>{key.name}</bdi>, expires <Moment at={key.expires} />
                </span>
                <Button size="small" color="inherit" aria-label={`Revoke ${key.name}`} onClick={() => revoke.mutate(key.id, failed)}>
                  Revoke
                </Button>
              </Box>
            ))}
          </Box>
          {made && <KeyShown made={made} onDone={() => setMade(null)} />}
          {mine ? (
            <Button variant="outlined" loading={make.isPending} onClick={() => make.mutate(undefined, { ...failed, onSuccess: setMade })}>
              Make key
            </Button>
          ) : (
            <Button variant="outlined" loading={own.isPending} onClick={() => own.mutate(undefined, failed)}>
              {user.owner ? 'Become its owner; its keys stop working' : 'Become its owner'}
            </Button>
          )}
          <AppWebhook customer={customer} app={app} webhook={user.webhook} mine={mine} />
        </>
      ) : (
        <RefusedButton refused={{ sentence: user.manage.why ?? '', permission: 'app-integration-user/manage' }}>
          Own it and make its key
        </RefusedButton>
      )}
    </Section>
  )
}
