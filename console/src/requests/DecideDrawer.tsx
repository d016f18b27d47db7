import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { userQuery } from '../directory/directory'
import type { Request } from '../directory/requests'
import { lets, reach } from '../levels/levels'
import { useBackToLevel } from '../levels/undo'
import { useMe } from '../session/session'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { Ticks } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { endWords, inDays, lastDay, untilEndOf } from '../ui/shown/days'
import { listed, roleName } from '../ui/shown/words'
import { Asked } from './Asked'
import { approve as approveIt, decline, ofRequests, type Less } from './requests'

export interface Deciding {
  request: Request
  approve: boolean
}

interface Props {
  customer: string
  deciding: Deciding | null
  onClose: () => void
}

/** Decides one request, after showing what that does, and who is notified; it may be approved for less. */
export function DecideDrawer({ deciding, ...props }: Props) {
  const shown = useLast(deciding)
  return (
    shown &&
    (shown.approve ? (
      <Approval {...props} {...shown} open={deciding !== null} />
    ) : (
      <Decline {...props} {...shown} open={deciding !== null} />
    ))
  )
}

type Of = Omit<Props, 'deciding'> & Deciding & { open: boolean }

/** Who hears of the decision. */
function useTold({ subject, requester }: Request): string {
  const me = useMe()
  const others = new Map([subject, requester].filter(({ id }) => id !== me.id).map(({ id, name }) => [id, name]))
  return others.size ? `${listed([...others.values()])} ${others.size === 1 ? 'is' : 'are'} notified.` : ''
}

/** What the person gets, in words that follow their name. */
function gets({ kind, level, teams, what }: Request): string {
  return kind === 'level'
    ? `becomes ${[roleName(level!), reach(level!, teams)].filter(Boolean).join(' ')}`
    : `gets ${what.replace(/ until .*/, '')}`
}

function Approval({ customer, request, open, onClose }: Of) {
  const { subject, kind, level, until } = request
  const told = useTold(request)
  const queries = useQueryClient()
  const backToLevel = useBackToLevel(customer)
  const isLevel = kind === 'level'
  const { form, errors, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: request,
    begin: (seen) => ({
      until: lastDay(seen.until),
      tenants: seen.tenants?.map(({ slug }) => slug) ?? [],
      teams: seen.teams?.map(({ slug }) => slug) ?? [],
      note: '',
    }),
    send: async (values, seen, way) => {
      const before = isLevel ? await queries.fetchQuery({ ...userQuery(customer, seen.subject.id), staleTime: 0 }) : undefined
      return { ...(await approveIt(customer, seen, less(values, seen), values.note, way)), before }
    },
    previews: ({ tenants, teams }, seen) => (!seen.tenants || tenants.length > 0) && (!seen.teams || teams.length > 0),
    changes: ofRequests,
    said: () => (isLevel ? `${subject.name} is ${roleName(level!)} now.` : `Approved. ${told}`),
    undo: isLevel ? ({ before }, { note }) => backToLevel(before!, level!, note) : undefined,
  })
  return (
    <FormDrawer
      title={isLevel ? `Make ${subject.name} ${roleName(level!)}?` : `Approve ${subject.name}’s request?`}
      verb="Approve"
      {...drawer}
    >
      <Asked request={request} />
      <Typography>
        <bdi>{subject.name}</bdi> {gets(request)}
        {until && `, until ${endWords(until)}`}. {isLevel && lets[level!]}
      </Typography>
      {request.tenants && request.tenants.length > 1 && (
        <Fewer label="Tenants" name="tenants" of={request.tenants} control={form.control} fault={errors.tenants?.message} />
      )}
      {request.teams && request.teams.length > 1 && (
        <Fewer label="Teams" name="teams" of={request.teams} control={form.control} fault={errors.teams?.message} />
      )}
      <Field
        label="Until the end of"
        hint={until ? 'The requested end, or an earlier one.' : 'Optional. No end was requested.'}
        fault={errors.until?.message}
      >
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            type="date"
            inputProps={{ ...inputProps, min: inDays(0), max: until ? lastDay(until) : undefined }}
            {...form.register('until')}
          />
        )}
      </Field>
      <AccessPreview preview={preview} />
      <Typography color="text.secondary">
        {isLevel && 'Levels don’t grant access to calls. '}
        {told}
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}

interface Values {
  until: string
  tenants: string[]
  teams: string[]
  note: string
}

/** What of a request is approved: a member that is left out is as it was asked for. */
function less({ until, tenants, teams }: Values, seen: Request): Less {
  const fewer = (ticked: string[], asked?: { slug: string }[] | null) => (asked && ticked.length !== asked.length ? ticked : undefined)
  return {
    until: until && until !== lastDay(seen.until) ? untilEndOf(until) : undefined,
    tenants: fewer(tenants, seen.tenants),
    teams: fewer(teams, seen.teams),
  }
}

interface FewerProps {
  label: string
  name: 'tenants' | 'teams'
  of: { slug: string; name: string }[]
  control: ReturnType<typeof useDrawer<Values, unknown, Request>>['form']['control']
  fault?: string
}

function Fewer({ label, name, of, control, fault }: FewerProps) {
  return (
    <Controller
      control={control}
      name={name}
      rules={{ validate: (value) => value.length > 0 || 'Keep at least one, or decline the request.' }}
      render={({ field: { value, onChange } }) => (
        <Ticks
          label={label}
          options={of.map((one) => ({ key: one.slug, label: one.name }))}
          value={value}
          fault={fault}
          onChange={onChange}
        />
      )}
    />
  )
}

function Decline({ customer, request, open, onClose }: Of) {
  const told = useTold(request)
  const { subject, kind, level, what } = request
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: request,
    begin: () => ({ reason: '' }),
    send: ({ reason }, seen) => decline(customer, seen, reason),
    changes: ofRequests,
    said: () => `Declined. ${told}`,
  })
  return (
    <FormDrawer title={`Decline ${subject.name}’s request for ${kind === 'level' ? roleName(level!) : what}?`} verb="Decline" {...drawer}>
      <Asked request={request} />
      <Typography color="text.secondary">
        <bdi>{subject.name}</bdi> keeps their current access and can send a new request. {told}
      </Typography>
      <Field label="Reason" hint="Required. The requester reads it." fault={errors.reason?.message}>
        {({ id, inputProps }) => (
          <OutlinedInput
            id={id}
            multiline
            minRows={2}
            inputProps={{ ...inputProps, maxLength: 500 }}
            {...form.register('reason', { required: 'Write a reason.' })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
