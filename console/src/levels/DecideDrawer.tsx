import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useLast } from '../ui/last'
import { FormDrawer } from '../ui/FormDrawer'
import { NoteField } from '../ui/NoteField'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import { roleName } from '../ui/words'
import { useApprove, useDecline, useLevelsAgain, type Request } from './levels'

interface Props {
  customer: string
  deciding: { request: Request; approve: boolean } | null
  onClose: () => void
}

/** Decides one request, after showing what that does; both people are told. */
export function DecideDrawer({ customer, deciding, onClose }: Props) {
  const say = useSay()
  const [note, setNote] = useState('')
  const approve = useApprove(customer)
  const decline = useDecline(customer)
  const again = useLevelsAgain()
  const shown = useLast(deciding)
  if (!shown) return null

  const { request } = shown
  const { subject, level, teams } = request
  const act = shown.approve ? approve : decline
  function close() {
    act.reset()
    onClose()
  }

  return (
    <FormDrawer
      title={shown.approve ? 'Approve this request' : 'Decline this request'}
      open={deciding !== null}
      onClose={close}
      verb={shown.approve ? `Give ${roleName(level)}` : 'Decline it'}
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
                text: shown.approve ? `${subject.name} is ${roleName(level)} now.` : `Declined. ${subject.name} is told.`,
              })
              setNote('')
              close()
            },
          },
        )
      }
    >
      {shown.approve ? (
        <PreviewChange
          gains={[{ id: subject.id, name: subject.name, how: `Becomes ${roleName(level)}${teams ? ` for ${teams.join(', ')}` : ''}` }]}
          loses={[]}
        />
      ) : (
        <Typography>
          <bdi>{subject.name}</bdi> keeps the level they have now, and may ask again.
        </Typography>
      )}
      <Typography color="text.secondary">Whoever asked and whom it is about are told.</Typography>
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
