import { Controller } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { userAddress } from '../addresses'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { OneOf } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import type { Someone } from './MemberDrawers'
import { moveMember, ofTeam, useAllTeams, type Team } from './teams'

interface Props {
  customer: string
  team: Team
  someone: Someone | null
  onClose: () => void
}

/** Moves somebody to another team, after saying what they read then and what no longer; then shows what they hold. */
export function MoveMemberDrawer({ customer, team, someone, onClose }: Props) {
  const go = useNavigate()
  const others = useAllTeams(customer).items.filter((other) => other.id !== team.id)
  const shown = useLast(someone)
  const { form, errors, preview, drawer } = useDrawer({
    open: someone !== null,
    onClose,
    thing: shown,
    begin: () => ({ to: null as string | null, note: '' }),
    send: ({ to, note }, seen, way) => moveMember(customer, team.id, to!, seen!.id, note, way),
    previews: ({ to }, seen) => to !== null && seen !== null,
    changes: ofTeam,
    said: (_, { to }, was) => `${was!.name} moved from ${team.name} to ${others.find(({ id }) => id === to)?.name}.`,
    undo: (_, { to, note }, was) => moveMember(customer, to!, team.id, was!.id, note),
    after: () => shown && void go(userAddress(customer, shown.id)),
  })
  const target = others.find(({ id }) => id === form.watch('to'))
  return (
    <FormDrawer title={`Move ${shown?.name ?? 'somebody'}`} verb={target ? `Move to ${target.name}` : 'Move'} {...drawer}>
      <Controller
        control={form.control}
        name="to"
        rules={{ required: 'Choose a team.' }}
        render={({ field: { value, onChange } }) => (
          <OneOf
            label={`From ${team.name} to`}
            none="There is no other team."
            options={others.map(({ id, name }) => ({ key: id, label: <bdi>{name}</bdi> }))}
            value={value}
            fault={errors.to?.message}
            onChange={onChange}
          />
        )}
      />
      <AccessPreview preview={preview} />
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
