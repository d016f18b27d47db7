import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { api, asked, confirmed, noted, type Shape, type Way } from '../api/client'
import { useNotes, type User } from '../directory/directory'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { roleName } from '../ui/shown/words'
import { on, onAccess, useUserDrawer, type AboutUser } from './people'
import type { FormProps } from './UserForms'

const onlyNote = () => ({ note: '' })

interface Noted {
  note: string
}

const always = () => true

const deactivate = ({ note }: Noted, seen: AboutUser, _from?: User, way?: Way) =>
  api.POST('/api/customers/{customer}/users/{user}/deactivate', { params: onAccess(seen, note, way) })

const reactivate = ({ note }: Noted, seen: AboutUser, _from?: User, way?: Way) =>
  api.POST('/api/customers/{customer}/users/{user}/reactivate', { params: onAccess(seen, note, way) })

/** Refuses somebody everywhere, after saying what stops. */
export function DeactivateDrawer(about: FormProps) {
  const { customer, user } = about
  const notes = useNotes(customer)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: onlyNote,
    send: deactivate,
    previews: always,
    said: () => `${user.name} deactivated.`,
    undo: (_, values, _was, now) => reactivate(values, { customer, user: now }),
  })
  return (
    <FormDrawer title={`Deactivate ${user.name}`} verb={`Deactivate ${user.firstName}`} danger {...drawer}>
      <Lines
        lines={[
          `${user.name} loses access everywhere at once: here, in Slack, and when signing in through another product.`,
          'Their browser sessions end and their personal keys stop working.',
          ...(user.owns?.length
            ? [`Integrations they own stop too: ${user.owns.join(', ')}. Hand them over first to keep them running.`]
            : []),
          'Their name, roles, tenants and history are kept.',
        ]}
      />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** What comes back with somebody, and what does not, in sentences. */
function returning({ returning: back }: User): string[] {
  if (!back) return []
  const names = (things: { name: string }[]) => things.map(({ name }) => name).join(', ')
  return [
    `They are ${roleName(back.connect)} and ${roleName(back.insights)} again.`,
    back.customRoles.length ? `Custom roles that come back: ${names(back.customRoles)}.` : '',
    back.tenants.length ? `Tenants that come back: ${names(back.tenants)}.` : '',
    back.teams.length ? `Teams that come back, with access to their calls: ${names(back.teams)}.` : '',
    back.integrationUsers.length ? `Integrations they own that work again: ${back.integrationUsers.join(', ')}.` : '',
    ...missing(back),
    'Personal keys and sessions do not come back.',
  ].filter(Boolean)
}

function missing({ connectWithheld, requested, withheld }: Shape<'ComesBack'> | Shape<'Reactivated'>): string[] {
  return [
    ...(connectWithheld ? [`${roleName(connectWithheld)} does not come back, because you can’t give it.`] : []),
    ...(requested ? [`${roleName(requested)} becomes a request that an Organization Admin has to approve.`] : []),
    ...(withheld ? [`${roleName(withheld)} does not come back, because the limit is reached.`] : []),
  ]
}

/** Lets somebody in again, after saying what comes back. */
export function ReactivateDrawer(about: FormProps) {
  const { customer, user } = about
  const notes = useNotes(customer)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: onlyNote,
    send: reactivate,
    previews: always,
    said: ({ data }) => {
      const back = data as Shape<'Reactivated'>
      return [`${user.name} is active: ${roleName(back.connect)} and ${roleName(back.insights)}.`, ...missing(back)].join(' ')
    },
    undo: (_, values, _was, now) => deactivate(values, { customer, user: now }),
  })
  return (
    <FormDrawer title={`Reactivate ${user.name}`} verb={`Reactivate ${user.firstName}`} {...drawer}>
      <Lines lines={returning(user)} />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Appoints the organization’s first Organization Admin; from staff it is a proposal. */
export function AppointDrawer(about: FormProps) {
  const { customer, user } = about
  const notes = useNotes(customer)
  const { form, preview, drawer } = useUserDrawer({
    ...about,
    begin: onlyNote,
    send: ({ note }, { user: seen }, _, way) =>
      api.POST('/api/customers/{customer}/organization-admin', {
        params: { path: { customer }, query: asked(way), header: { ...noted(note), ...confirmed(way) } },
        body: { user: seen.id },
      }),
    previews: always,
    said: ({ data }) =>
      (data as Shape<'Appointment'>).done
        ? `${user.name} is Organization Admin.`
        : 'Proposed. The Customer Admins are notified, and one of them confirms.',
    undo: undefined,
  })
  return (
    <FormDrawer title="Appoint the first Organization Admin" verb={`Appoint ${user.firstName}`} {...drawer}>
      <Lines
        lines={[
          `${user.name} manages all Insights levels from then on and appoints the others.`,
          'The first one is appointed once. When staff appoint, a Customer Admin has to confirm.',
        ]}
      />
      <AccessPreview preview={preview} />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

/** Removes somebody’s picture; they are notified. */
export function PictureDrawer(about: FormProps) {
  const { drawer } = useUserDrawer({
    ...about,
    begin: () => ({}),
    send: (_, seen) => api.DELETE('/api/customers/{customer}/users/{user}/picture', { params: on(seen) }),
    said: () => 'Picture removed.',
    undo: undefined,
  })
  return (
    <FormDrawer title={`Remove the picture of ${about.user.name}`} verb="Remove picture" danger {...drawer}>
      <Lines lines={[`${about.user.firstName} is notified, and can set another one.`]} />
    </FormDrawer>
  )
}

/** Proposes somebody as Organization Admin where the last one was lost: staff do, and a Customer Admin confirms. */
export function ProposeDrawer(about: FormProps) {
  const { customer, user } = about
  const notes = useNotes(customer)
  const { form, drawer } = useUserDrawer({
    ...about,
    begin: onlyNote,
    send: ({ note }, { user: seen }) =>
      api.POST('/api/customers/{customer}/organization-admin/replacement', {
        params: { path: { customer }, header: noted(note) },
        body: { user: seen.id },
      }),
    said: () => 'Proposed. The Customer Admins are notified, and one of them confirms.',
    undo: undefined,
  })
  return (
    <FormDrawer title={`Propose ${user.name} as Organization Admin`} verb={`Propose ${user.firstName}`} {...drawer}>
      <Lines
        lines={[
          'The organization lost its last Organization Admin.',
          'A Customer Admin confirms the proposal. Where none can, the Platform Team does.',
          'Then everyone with a role above Default User is notified, and 24 hours later it takes effect.',
        ]}
      />
      <NoteField required={notes} field={form.register('note')} />
    </FormDrawer>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <Box component="ul" aria-label="What happens" sx={{ display: 'grid', gap: 2 }}>
      {lines.map((line) => (
        <Typography component="li" key={line}>
          {line}
        </Typography>
      ))}
    </Box>
  )
}
