import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { userQuery } from '../directory/directory'
import { useMe } from '../session/session'
import { AccessPreview } from '../ui/preview/AccessPreview'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { endWords } from '../ui/shown/days'
import { listed, roleName } from '../ui/shown/words'
import { Asked } from './Asked'
import { decide, lets, ofLevels, reach, type Request } from './levels'
import { useBackToLevel } from './undo'

export interface Deciding {
  request: Request
  approve: boolean
}

interface Props {
  customer: string
  deciding: Deciding | null
  onClose: () => void
}

/** Decides one request, after showing what that does, for which teams, until when, and who is notified. */
export function DecideDrawer({ deciding, ...props }: Props) {
  const shown = useLast(deciding)
  return shown && <Decision {...props} {...shown} open={deciding !== null} />
}

function Decision({ customer, request, approve, open, onClose }: Omit<Props, 'deciding'> & Deciding & { open: boolean }) {
  const me = useMe()
  const queries = useQueryClient()
  const backToLevel = useBackToLevel(customer)
  const { subject, requester, level, teams, until } = request
  const others = new Map([subject, requester].filter(({ id }) => id !== me.id).map(({ id, name }) => [id, name]))
  const told = others.size ? `${listed([...others.values()])} ${others.size === 1 ? 'is' : 'are'} notified.` : ''
  const given = [roleName(level), reach(level, teams)].filter(Boolean).join(' ')
  const { form, preview, drawer } = useDrawer({
    open,
    onClose,
    thing: { request, approve },
    begin: () => ({ note: '' }),
    send: async ({ note }, seen, way) => {
      const before = await queries.fetchQuery({ ...userQuery(customer, seen.request.subject.id), staleTime: 0 })
      return { ...(await decide(customer, seen.request, seen.approve, note, way)), before }
    },
    previews: (_, seen) => seen.approve,
    changes: ofLevels,
    said: () => (approve ? `${subject.name} is ${roleName(level)} now.` : `Declined. ${told}`),
    undo: approve ? ({ before }, { note }) => backToLevel(before, level, note) : undefined,
  })
  return (
    <FormDrawer
      title={approve ? `Make ${subject.name} ${roleName(level)}?` : `Decline ${subject.name}’s request for ${roleName(level)}?`}
      verb={approve ? 'Approve' : 'Decline'}
      {...drawer}
    >
      <Asked request={request} />
      {approve ? (
        <>
          <Typography>
            <bdi>{subject.name}</bdi> becomes {given}
            {until && `, until ${endWords(until)}`}. {lets[level]}
          </Typography>
          <AccessPreview preview={preview} />
          <Typography color="text.secondary">Levels don’t grant access to calls. {told}</Typography>
        </>
      ) : (
        <Typography color="text.secondary">
          <bdi>{subject.name}</bdi> keeps their current level and can send a new request. {told}
        </Typography>
      )}
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
