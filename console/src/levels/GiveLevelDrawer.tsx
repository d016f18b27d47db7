import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Clock, Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { User } from '../directory/directory'
import { PersonPicker } from '../directory/PersonPicker'
import { inDays, untilEndOf } from '../ui/days'
import { Field } from '../ui/Field'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { useSay } from '../ui/Said'
import { Notice } from '../ui/states'
import { roleName } from '../ui/words'
import { LevelChoice, TeamsChoice } from './LevelChoice'
import { useChoices, useGiveLevel, type Level, type Team } from './levels'

interface Props {
  customer: string
  /** The teams an Editor may be given for. */
  teams: Team[]
  open: boolean
  onClose: () => void
  /** Whom a link names, and the level it asks for. */
  first?: User
  level?: string | null
}

const levels: readonly Level[] = ['default-user', 'user-admin', 'editor', 'organization-admin']

const nothing = { level: null as Level | null, until: '', teams: null as string[] | null, note: '' }

/** Gives somebody a level, or makes it a request where the law wants one; it says which before. */
export function GiveLevelDrawer({ customer, teams, open, onClose, first, level: wanted }: Props) {
  const go = useNavigate()
  const say = useSay()
  const give = useGiveLevel(customer)
  const [person, setPerson] = useState<User | null>(null)
  const [form, setForm] = useState(nothing)
  const [missing, setMissing] = useState<string | null>(null)
  const mayNot = person && !person.can.setLevel?.allowed ? (person.can.setLevel?.why ?? 'You may not change their level.') : null
  const choices = useChoices(customer, open && person && mayNot === null ? person.id : null)
  const chosen = choices.data?.choices.find(({ level }) => level === form.level)
  const asks = chosen?.asks ?? false
  function set(part: Partial<typeof nothing>) {
    setMissing(null)
    setForm((before) => ({ ...before, ...part }))
  }

  function choose(next: User | null) {
    give.reset()
    setPerson(next)
    set({ level: null, teams: null })
  }

  const taken = useRef<string>(undefined)
  useEffect(() => {
    if (!first || taken.current === first.id) return
    taken.current = first.id
    setPerson(first)
    setForm({ ...nothing, level: levels.find((level) => level === wanted) ?? null })
  }, [first, wanted])

  function submit() {
    const { level, until, note } = form
    const named = level === 'editor' ? form.teams : null
    if (!person) return setMissing('Find the person first.')
    if (mayNot !== null) return setMissing('Choose somebody whose level you may change.')
    if (!level || !choices.data) return setMissing('Choose a level.')
    if (named?.length === 0) return setMissing('Tick at least one team, or choose the whole organization.')
    setMissing(null)
    give.mutate(
      {
        user: person.id,
        level,
        until: until && level !== 'default-user' ? untilEndOf(until) : undefined,
        teams: named ?? undefined,
        note,
        revision: choices.data.revision,
      },
      {
        onSuccess: ({ done }) => {
          say({
            text: done
              ? `${person.name} is ${roleName(level)} now.`
              : `Asked. An Organization Admin decides whether ${person.name} becomes ${roleName(level)}.`,
          })
          setPerson(null)
          setForm(nothing)
          onClose()
          if (!done) void go('?tab=requests')
        },
      },
    )
  }

  return (
    <FormDrawer
      title="Give a level"
      open={open}
      onClose={onClose}
      verb={chosen ? `${asks ? 'Ask for' : 'Give'} ${roleName(chosen.level)}` : 'Give level'}
      waiting={give.isPending}
      fault={give.error}
      onReload={() => {
        give.reset()
        void choices.refetch()
      }}
      onSubmit={submit}
    >
      <PersonPicker
        customer={customer}
        label="Person"
        value={person}
        about={(user) => `${user.email} · ${roleName(user.insights)}`}
        onChange={choose}
      />
      {mayNot !== null && <Notice icon={Lock}>{mayNot}</Notice>}
      {person && mayNot === null && (
        <Loaded query={choices} skeleton={<ListSkeleton rows={4} />} what="person">
          {(data) => <LevelChoice choices={data.choices} holds={data.holds} value={form.level} onChange={(level) => set({ level })} />}
        </Loaded>
      )}
      {asks && <Notice icon={Clock}>This becomes a request that an Organization Admin approves.</Notice>}
      {form.level === 'editor' && <TeamsChoice teams={teams} value={form.teams} onChange={(named) => set({ teams: named })} />}
      {form.level && form.level !== 'default-user' && (
        <Field label="Until the end of" hint="Leave it empty for a level that does not end. Afterwards the level is Default User.">
          {({ id, inputProps }) => (
            <OutlinedInput
              id={id}
              type="date"
              value={form.until}
              onChange={(event) => set({ until: event.target.value })}
              inputProps={{ ...inputProps, min: inDays(0) }}
            />
          )}
        </Field>
      )}
      {person && chosen && !asks && (
        <Typography color="text.secondary">
          <bdi>{person.name}</bdi> is told.
        </Typography>
      )}
      {form.level && <NoteField value={form.note} onChange={(note) => set({ note })} />}
      {missing && (
        <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
          {missing}
        </Typography>
      )}
    </FormDrawer>
  )
}
