import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useMe } from '../session/session'
import { useLast } from '../ui/last'
import { endWords } from '../ui/days'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { roleName } from '../ui/words'
import { Asked } from './Asked'
import { lets, listed, reach, useApprove, useDecline, useLevelsAgain, type Request } from './levels'

interface Props {
  customer: string
  deciding: { request: Request; approve: boolean } | null
  onClose: () => void
}

/** Decides one request, after showing what that does, for which teams, until when, and who is told. */
export function DecideDrawer({ customer, deciding, onClose }: Props) {
  const say = useSay()
  const [note, setNote] = useState('')
  const approve = useApprove(customer)
  const decline = useDecline(customer)
  const again = useLevelsAgain()
  const me = useMe()
  const shown = useLast(deciding)
  if (!shown) return null

  const { request } = shown
  const { subject, requester, level, teams, until } = request
  const others = new Map([subject, requester].filter(({ id }) => id !== me.id).map(({ id, name }) => [id, name]))
  const told = others.size ? `${listed([...others.values()])} ${others.size === 1 ? 'is' : 'are'} told.` : ''
  const given = [`Becomes ${roleName(level)}`, reach(level, teams)].filter(Boolean).join(' ')
  const act = shown.approve ? approve : decline
  function close() {
    act.reset()
    onClose()
  }

  return (
    <FormDrawer
      title={shown.approve ? `Make ${subject.name} ${roleName(level)}?` : `Decline ${subject.name}’s request for ${roleName(level)}?`}
      open={deciding !== null}
      onClose={close}
      verb={shown.approve ? `Give ${roleName(level)}` : 'Decline request'}
      waiting={act.isPending}
      fault={act.error}
      onReload={() => {
        close()
        void again()
      }}
      onSubmit={() =>
        act.mutate(
          { request, note },
          {
            onSuccess: () => {
              say({
                text: shown.approve ? `${subject.name} is ${roleName(level)} now.` : `Declined. ${told}`,
              })
              setNote('')
              close()
            },
          },
        )
      }
    >
      <Asked request={request} />
      {shown.approve ? (
        <>
          <PreviewChange
            gains={[{ id: subject.id, name: subject.name, how: `${given}${until ? `, until ${endWords(until)}` : ''}. ${lets[level]}` }]}
            loses={[]}
          />
          <Typography color="text.secondary">No level gives sight of a call. {told}</Typography>
        </>
      ) : (
        <Typography color="text.secondary">
          <bdi>{subject.name}</bdi> keeps the level they have now, and may ask again. {told}
        </Typography>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
