import { Controller } from 'react-hook-form'
import type { User } from '../directory/directory'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { PreviewChange } from '../ui/form/PreviewChange'
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
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: user,
    begin: () => ({ team: null as string | null, note: '' }),
    send: ({ team, note }, { id }) => addMember(customer, team!, id, note),
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
      {team && (
        <PreviewChange
          gains={[
            {
              id: user.id,
              name: user.name,
              how: `Will see the calls of ${called(team)}, including earlier ones, but no held calls.`,
            },
          ]}
          loses={[]}
        />
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
