import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { OneOf } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { addMember, ofTeam, removeMember, useTeams } from './teams'

interface Props {
  customer: string
  user: User
  open: boolean
  onClose: () => void
}

/** Adds one person to a team that is chosen, after saying what that lets them see. */
export function AddToTeamDrawer({ customer, user, open, onClose }: Props) {
  const teams = useTeams(customer, false, open)
  const others = teams.items.filter((team) => team.can.manage?.allowed && !user.teams?.some(({ slug }) => slug === team.slug))
  const called = (id: string | null) => others.find((team) => team.id === id)?.name ?? 'the team'
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: user,
    begin: () => ({ team: null as string | null, note: '' }),
    send: ({ team, note }, { id }, way) => addMember(customer, team!, id, note, way),
    previews: ({ team }) => team !== null,
    changes: ofTeam,
    said: (_, { team }, { name }) => `${name} added to ${called(team)}.`,
    undo: (_, { team, note }, { id }) => removeMember(customer, team!, id, note),
  })
  const team = form.watch('team')
  return (
    <FormDrawer title={`Add ${user.name} to a team`} verb={team ? `Add to ${called(team)}` : 'Add to team'} {...drawer}>
      <Controller
        control={form.control}
        name="team"
        rules={{ required: 'Choose a team.' }}
        render={({ field: { value, onChange } }) => (
          <OneOf
            label="Team"
            none={teams.isPending ? undefined : `${user.firstName} is in every team you manage.`}
            options={others.map(({ id, name }) => ({ key: id, label: <bdi>{name}</bdi> }))}
            value={value}
            fault={errors.team?.message}
            onChange={onChange}
          />
        )}
      />
      <AccessPreview preview={preview} />
      {team && <Typography color="text.secondary">Earlier calls of the team are included, held calls are not.</Typography>}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
