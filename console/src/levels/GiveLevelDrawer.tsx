import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Clock, Lock } from 'lucide-react'
import { Controller } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { requestsAddress } from '../addresses'
import type { Shape } from '../api/client'
import { userQuery, type User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { Field } from '../ui/form/Field'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Notice } from '../ui/page/states'
import { inDays, untilEndOf } from '../ui/shown/days'
import { roleName } from '../ui/shown/words'
import { LevelChoice, TeamsChoice } from './LevelChoice'
import { choicesQuery, giveLevel, ofLevels, type Level, type Team } from './levels'
import { useBackToLevel } from './undo'

interface Props {
  customer: string
  /** The teams an Editor may be given for. */
  teams: Team[]
  open: boolean
  onClose: () => void
  /** Whom a page or a link names, and the level it asks for. */
  first?: User
  level?: string | null
}

const levels: readonly Level[] = ['default-user', 'user-admin', 'editor', 'organization-admin']

interface Values {
  person: User | null
  level: Level | null
  until: string
  /** By their short names; null: the whole organization. */
  teams: string[] | null
  note: string
}

/** Gives somebody a level, or makes it a request where the law wants one; it says which before. */
export function GiveLevelDrawer({ customer, teams, open, onClose, first, level: wanted }: Props) {
  const go = useNavigate()
  const queries = useQueryClient()
  const backToLevel = useBackToLevel(customer)
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: undefined,
    begin: (): Values => ({ person: null, level: null, until: '', teams: null, note: '' }),
    given: first && { person: first, level: levels.find((one) => one === wanted) ?? null },
    send: async ({ person, level, until, teams, note }, _, way) => {
      const { id } = person!
      const choices = queries.getQueryData(choicesQuery(customer, id).queryKey)
      const before = await queries.fetchQuery({ ...userQuery(customer, id), staleTime: way?.preview ? Infinity : 0 })
      const answer = await giveLevel(
        customer,
        {
          user: id,
          level: level!,
          until: until && level !== 'default-user' ? untilEndOf(until) : undefined,
          teams: level === 'editor' ? (teams ?? undefined) : undefined,
          note,
          revision: choices?.revision ?? before.revision,
        },
        way,
      )
      return { ...answer, before, done: (answer.data as Shape<'LevelSet'>).done }
    },
    previews: ({ person, level, teams }) => {
      const choice = person && queries.getQueryData(choicesQuery(customer, person.id).queryKey)?.choices.find((one) => one.level === level)
      // A request changes nobody's access; what cannot be sent is said at its field.
      return !!choice && !choice.asks && teams?.length !== 0
    },
    changes: ofLevels,
    said: ({ done }, { person, level }) =>
      done
        ? `${person!.name} is ${roleName(level!)} now.`
        : `Requested. An Organization Admin decides whether ${person!.name} becomes ${roleName(level!)}.`,
    undo: async ({ done, before }, { level, note }) => {
      if (!done) throw new Error('It is now a request; an Organization Admin can decline it.')
      await backToLevel(before, level!, note)
    },
    after: ({ done }) => !done && void go(requestsAddress(customer)),
  })
  const { person, level } = form.watch()
  const mayNot = person && !person.can.setLevel?.allowed ? (person.can.setLevel?.why ?? 'You can’t change their level.') : null
  const asked = open && person !== null && mayNot === null
  const choices = useQuery({ ...choicesQuery(customer, person?.id ?? ''), enabled: asked })
  const chosen = choices.data?.choices.find((one) => one.level === level)
  const asks = chosen?.asks ?? false
  return (
    <FormDrawer title="Give level" verb={chosen ? `${asks ? 'Request' : 'Give'} ${roleName(chosen.level)}` : 'Give level'} {...drawer}>
      <Controller
        control={form.control}
        name="person"
        rules={{ validate: (value) => (value ? mayNot === null || 'People whose level you can change.' : 'Choose a person.') }}
        render={({ field: { value, onChange } }) => (
          <PersonPicker
            customer={customer}
            label="Person"
            value={value}
            about={(user) => `${user.email} · ${roleName(user.insights)}`}
            fault={errors.person?.message}
            onChange={(next) => {
              onChange(next)
              form.resetField('level')
              form.resetField('teams')
            }}
          />
        )}
      />
      {mayNot !== null && <Notice icon={Lock}>{mayNot}</Notice>}
      {asked && (
        <Loaded query={choices} skeleton={<ListSkeleton rows={4} />} what="person">
          {(data) => (
            <Controller
              control={form.control}
              name="level"
              rules={{ required: 'Choose a level.' }}
              render={({ field: { value, onChange } }) => (
                <LevelChoice choices={data.choices} holds={data.holds} value={value} fault={errors.level?.message} onChange={onChange} />
              )}
            />
          )}
        </Loaded>
      )}
      {asks && <Notice icon={Clock}>This becomes a request that an Organization Admin approves.</Notice>}
      {level === 'editor' && (
        <Controller
          control={form.control}
          name="teams"
          rules={{ validate: (value) => value?.length !== 0 || 'Choose at least one team, or the whole organization.' }}
          render={({ field: { value, onChange } }) => (
            <TeamsChoice teams={teams} value={value} fault={errors.teams?.message} onChange={onChange} />
          )}
        />
      )}
      {level && level !== 'default-user' && (
        <Field label="Until the end of" hint="Optional. Afterwards the level is Default User." fault={errors.until?.message}>
          {({ id, inputProps }) => (
            <OutlinedInput id={id} type="date" inputProps={{ ...inputProps, min: inDays(0) }} {...form.register('until')} />
          )}
        </Field>
      )}
      {chosen && !asks && <AccessPreview preview={preview} />}
      {person && chosen && !asks && (
        <Typography color="text.secondary">
          <bdi>{person.name}</bdi> is notified.
        </Typography>
      )}
      {level && <NoteField field={form.register('note')} />}
    </FormDrawer>
  )
}
