import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { inCustomer } from '../frame/places'
import { onlyAtFields, placeFaults } from '../ui/faults'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import { NoteField } from '../ui/NoteField'
import { stillStands } from '../ui/seen'
import { useArchiveTeam, useBringBack, useCreateTeam, useRenameTeam, useSeenTeam, type Team } from './teams'

interface Props {
  customer: string
  open: boolean
  onClose: () => void
}

/** Creates a team with nobody in it, and goes there to fill it. */
export function CreateTeamDrawer({ customer, open, onClose }: Props) {
  const go = useNavigate()
  const say = useSay()
  const create = useCreateTeam(customer)
  const form = useForm({ defaultValues: { name: '', slug: '', note: '' } })
  const { errors } = form.formState
  const submit = form.handleSubmit((values) =>
    create.mutate(values, {
      onError: (error) => placeFaults(form, error),
      onSuccess: ({ id }) => {
        say({ text: `The team ${values.name.trim()} is made. Nobody is in it yet.` })
        void go(`${inCustomer(customer, 'teams')}/${id}`)
      },
    }),
  )
  return (
    <FormDrawer
      title="Create a team"
      open={open}
      onClose={onClose}
      verb="Create team"
      waiting={create.isPending}
      fault={onlyAtFields(create.error) ? null : create.error}
      onSubmit={() => void submit()}
    >
      <Typography color="text.secondary">Nobody is in it yet, so nobody sees more or less by it until you add people.</Typography>
      <NameField fault={errors.name?.message} input={form.register('name', { required: 'Type what people call the team.' })} />
      <Field
        label="Short name"
        hint="Optional. Integrations know the team by it, and it cannot be changed later. Left empty, it follows from the name, or is made up."
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
  const say = useSay()
  const rename = useRenameTeam(customer)
  const { seen, again } = useSeenTeam(customer, team, open)
  const form = useForm({ defaultValues: { name: team.name, note: '' } })
  const { errors } = form.formState
  // Opened anew, it begins with the name as it is now.
  useEffect(() => {
    if (open) form.reset({ name: team.name, note: '' })
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open])
  async function back({ name, note }: { name: string; note: string }, was: Team) {
    const now = await again()
    stillStands(now.name === name.trim())
    await rename.mutateAsync({ team: now, name: was.name, note })
  }
  const submit = (over: Team) =>
    form.handleSubmit((values) =>
      rename.mutate(
        { team: over, ...values },
        {
          onError: (error) => placeFaults(form, error),
          onSuccess: () => {
            say({ text: `The team is called ${values.name.trim()} now.`, undo: () => back(values, over) })
            onClose()
          },
        },
      ),
    )()
  return (
    <FormDrawer
      title="Rename this team"
      open={open}
      onClose={onClose}
      verb="Rename team"
      waiting={rename.isPending}
      fault={onlyAtFields(rename.error) ? null : rename.error}
      onReload={async () => {
        form.resetField('name', { defaultValue: (await again()).name })
        rename.reset()
      }}
      onKeep={() => again().then(submit)}
      onSubmit={() => void submit(seen)}
    >
      <Typography color="text.secondary">
        Everybody reads the new name, on earlier calls too. The short name <b>{team.slug}</b> stays.
      </Typography>
      <NameField fault={errors.name?.message} input={form.register('name', { required: 'Type what people call the team.' })} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

/** Archives a team, or restores it, after saying what stays and what ends. */
export function ArchiveTeamDrawer({ customer, team, open, onClose }: Props & { team: Team }) {
  const say = useSay()
  const archive = useArchiveTeam(customer)
  const bringBack = useBringBack(customer, team)
  const { seen, again } = useSeenTeam(customer, team, open)
  const [note, setNote] = useState('')
  const restores = Boolean(seen.archived)
  const verb = restores ? 'Restore team' : 'Archive team'
  async function back(was: Team) {
    const now = await again()
    stillStands(Boolean(now.archived) !== restores)
    await archive.mutateAsync({ team: now, archived: restores, note })
    if (!restores) await bringBack(was.channels, was, note)
  }
  const submit = (over: Team) =>
    archive.mutate(
      { team: over, archived: !restores, note },
      {
        onSuccess: () => {
          say({ text: restores ? `${team.name} is a team like others again.` : `${team.name} is archived.`, undo: () => back(over) })
          setNote('')
          onClose()
        },
      },
    )
  return (
    <FormDrawer
      title={`${restores ? 'Restore' : 'Archive'} ${team.name}`}
      open={open}
      onClose={onClose}
      verb={verb}
      waiting={archive.isPending}
      fault={archive.error}
      onReload={() => again().then(() => archive.reset())}
      onSubmit={() => submit(seen)}
    >
      {restores ? (
        <Typography>
          Calls of its members that come in from now on are the team’s again, and people can be added. Bind its channels and choose its
          destination anew: archiving ended both.
        </Typography>
      ) : (
        <>
          <Typography>Who is in it still sees its calls. Nobody sees less by this.</Typography>
          <Typography>
            Calls that come in from now on are not this team’s: their owners see them, and the owners’ other teams. Nobody can be added.
          </Typography>
          {seen.channels.length > 0 && (
            <Typography>
              {seen.channels.map(({ name }) => `#${name}`).join(', ')} {seen.channels.length === 1 ? 'is' : 'are'} unbound: no more notes go
              there.
            </Typography>
          )}
        </>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}

type Input = ReturnType<ReturnType<typeof useForm>['register']>

function NameField({ fault, input }: { fault?: string; input: Omit<Input, 'name'> & { name: string } }) {
  return (
    <Field label="Name" fault={fault}>
      {(field) => <OutlinedInput {...field} autoComplete="off" autoFocus {...input} />}
    </Field>
  )
}
