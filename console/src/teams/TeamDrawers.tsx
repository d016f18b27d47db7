import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import type { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { teamAddress } from '../addresses'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { createTeam, ofTeam, renameTeam, setArchived, useBringBack, useFetchTeam, type Team } from './teams'

interface Props {
  customer: string
  open: boolean
  onClose: () => void
}

/** Creates a team with nobody in it, and goes there to fill it. */
export function CreateTeamDrawer({ customer, open, onClose }: Props) {
  const go = useNavigate()
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: () => ({ name: '', slug: '', note: '' }),
    send: (values) => createTeam(customer, values),
    changes: ofTeam,
    said: (_, { name }) => `${name.trim()} created. Add members.`,
    after: ({ id }) => void go(teamAddress(customer, id)),
  })
  return (
    <FormDrawer title="Create team" verb="Create team" {...drawer}>
      <Typography color="text.secondary">A new team is empty: nobody’s access changes until you add people.</Typography>
      <NameField fault={errors.name?.message} input={form.register('name', { required: 'Enter a name.' })} />
      <Field
        label="Short name"
        hint="Optional. Integrations refer to the team by it. It cannot be changed later. If you leave it empty, it is made from the name."
        fault={errors.slug?.message}
      >
        {(field) => <OutlinedInput {...field} autoComplete="off" {...form.register('slug')} />}
      </Field>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Gives a team another name. */
export function RenameTeamDrawer({ customer, team, open, onClose }: Props & { team: Team }) {
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: team,
    fetch: useFetchTeam(customer, team.id),
    begin: ({ name }) => ({ name, note: '' }),
    send: ({ name, note }, seen) => renameTeam(customer, seen, name, note),
    changes: ofTeam,
    said: (_, { name }) => `Team renamed to ${name.trim()}.`,
    undo: (_, { note }, was, now) => renameTeam(customer, now, was.name, note),
  })
  return (
    <FormDrawer title="Rename team" verb="Rename team" {...drawer}>
      <Typography color="text.secondary">
        The new name appears everywhere, on earlier calls too. The short name <b>{team.slug}</b> does not change.
      </Typography>
      <NameField fault={errors.name?.message} input={form.register('name', { required: 'Enter a name.' })} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Archives a team, or restores it, after saying what stays and what ends. */
export function ArchiveTeamDrawer({ customer, team, open, onClose }: Props & { team: Team }) {
  const bringBack = useBringBack(customer, team)
  const restores = Boolean(team.archived)
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: team,
    fetch: useFetchTeam(customer, team.id),
    begin: () => ({ note: '' }),
    send: ({ note }, seen, way) => setArchived(customer, seen, !seen.archived, note, way),
    previews: () => true,
    changes: ofTeam,
    said: (_answer, _values, was) => (was.archived ? `${was.name} restored.` : `${was.name} archived.`),
    undo: async (_, { note }, was, now) => {
      await setArchived(customer, now, Boolean(was.archived), note)
      if (!was.archived) await bringBack(was.channels, was, note)
    },
  })
  return (
    <FormDrawer
      title={`${restores ? 'Restore' : 'Archive'} ${team.name}`}
      verb={restores ? 'Restore team' : 'Archive team'}
      {...drawer}
      onKeep={undefined}
    >
      {restores ? (
        <Typography>
          New calls of its members belong to the team again, and people can be added. Connect its channels and choose its destination again:
          archiving removed both.
        </Typography>
      ) : (
        <>
          <Typography>Members still see its calls. Nobody loses access.</Typography>
          <Typography>
            New calls no longer belong to this team: only their owners and the owners’ other teams see them. Nobody can be added.
          </Typography>
          {team.channels.length > 0 && (
            <Typography>
              {team.channels.map(({ name }) => `#${name}`).join(', ')} {team.channels.length === 1 ? 'is' : 'are'} disconnected:
              notifications no longer go there.
            </Typography>
          )}
        </>
      )}
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

type Input = ReturnType<ReturnType<typeof useForm>['register']>

function NameField({ fault, input }: { fault?: string; input: Omit<Input, 'name'> & { name: string } }) {
  return (
    <Field label="Name" fault={fault}>
      {(field) => <OutlinedInput {...field} autoComplete="off" {...input} />}
    </Field>
  )
}
