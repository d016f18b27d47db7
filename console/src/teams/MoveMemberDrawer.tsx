import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { userAddress } from '../directory/directory'
import { FormDrawer } from '../ui/FormDrawer'
import { useLast } from '../ui/last'
import { NoteField } from '../ui/NoteField'
import { PreviewChange } from '../ui/PreviewChange'
import { useSay } from '../ui/Said'
import type { Someone } from './MemberDrawers'
import { useMoveMember, useTeams, type Team } from './teams'

interface Props {
  customer: string
  team: Team
  someone: Someone | null
  onClose: () => void
}

/** Moves somebody to another team, after saying what they read then and what no longer; then shows what they hold. */
export function MoveMemberDrawer({ customer, team, someone, onClose }: Props) {
  const id = useId()
  const say = useSay()
  const go = useNavigate()
  const move = useMoveMember(customer, team.id)
  const others = useTeams(customer).items.filter((other) => other.id !== team.id)
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const shown = useLast(someone)
  const target = others.find((other) => other.id === to)

  function close() {
    move.reset()
    setTo(null)
    setTried(false)
    onClose()
  }

  function submit() {
    setTried(true)
    if (!shown || !target) return
    move.mutate(
      { user: shown.id, to: target.id, note },
      {
        onSuccess: () => {
          say({ text: `${shown.name} is in ${target.name} now, and no longer in ${team.name}.` })
          setNote('')
          close()
          void go(userAddress(customer, shown.id))
        },
      },
    )
  }

  return (
    <FormDrawer
      title={`Move ${shown?.name ?? 'somebody'}`}
      open={someone !== null}
      onClose={close}
      verb={target ? `Move to ${target.name}` : 'Move'}
      waiting={move.isPending}
      fault={move.error}
      onSubmit={submit}
    >
      <div>
        <FormLabel id={id} sx={{ typography: 'body2', fontWeight: 500, color: 'text.primary' }}>
          From {team.name} to
        </FormLabel>
        <RadioGroup aria-labelledby={id} value={to ?? ''} onChange={(_, value) => setTo(value)}>
          {others.map((other) => (
            <FormControlLabel key={other.id} value={other.id} control={<Radio />} label={<bdi>{other.name}</bdi>} />
          ))}
        </RadioGroup>
        {!others.length && <Typography color="text.secondary">There is no other team.</Typography>}
        {tried && !target && (
          <Typography role="alert" variant="body2" sx={{ color: 'tone.danger.main' }}>
            Choose a team.
          </Typography>
        )}
      </div>
      {shown && target && (
        <PreviewChange
          gains={[{ ...shown, how: `Will see the calls of ${target.name}, earlier ones too. Held calls stay their owners’ alone.` }]}
          loses={[{ ...shown, how: `Will see the calls of ${team.name} no longer. Their own and those shared with them stay.` }]}
        />
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}
