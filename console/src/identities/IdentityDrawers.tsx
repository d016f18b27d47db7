import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { PersonPicker } from '../directory/PersonPicker'
import { useMe } from '../session/session'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { PersonLine } from '../ui/shown/PersonName'
import {
  clearIdentity,
  kindWords,
  ofIdentities,
  proposeIdentity,
  withdrawProposal,
  type Identity,
  type Proposed,
  type Unmatched,
} from './identities'

interface Props<Row> {
  customer: string
  of: Row | null
  onClose: () => void
}

type Chosen = { id: string; name: string } | null

/** Proposes an unmatched identity for a person, who proves it or declines. */
export function ProposeDrawer({ customer, of, onClose }: Props<Unmatched>) {
  const me = useMe()
  const shown = useLast(of)
  const { form, errors, drawer } = useDrawer({
    open: of !== null,
    onClose,
    thing: shown,
    begin: () => ({ user: null as Chosen }),
    send: ({ user }, seen) => proposeIdentity(customer, user!.id, seen!),
    changes: ofIdentities,
    said: (_, { user }, was) => `${was!.label} is proposed for ${user!.name}, who is notified.`,
  })
  const chosen = form.watch('user')
  return (
    <FormDrawer title={`Propose ${shown?.label ?? ''}`} verb={chosen ? `Propose for ${chosen.name}` : 'Propose'} {...drawer}>
      <Typography>
        The person proves that it is theirs, or declines. Until then it counts for nothing, and nobody else can prove it for them.
      </Typography>
      <Controller
        control={form.control}
        name="user"
        rules={{ required: 'Choose a person.' }}
        render={({ field: { value, onChange } }) =>
          value ? (
            <PersonLine
              name={value.name}
              action={
                <Button size="small" color="inherit" autoFocus onClick={() => onChange(null)}>
                  Choose another
                </Button>
              }
            >
              Is notified
            </PersonLine>
          ) : (
            <>
              {shown!.suggested.length > 0 && (
                <Box role="group" aria-label="Suggestions" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
                  <Typography variant="body2" color="text.secondary">
                    May be
                  </Typography>
                  {shown!.suggested.map(({ id, name }) => (
                    <Button key={id} variant="outlined" onClick={() => onChange({ id, name })}>
                      {name}
                    </Button>
                  ))}
                </Box>
              )}
              <PersonPicker
                customer={customer}
                label="Person"
                value={null}
                without={({ id }) => id === me.id}
                about={() => null}
                fault={errors.user?.message}
                onChange={(person) => onChange(person && { id: person.id, name: person.name })}
              />
            </>
          )
        }
      />
    </FormDrawer>
  )
}

/** Withdraws a proposal. */
export function WithdrawDrawer({ customer, of, onClose }: Props<Proposed>) {
  const shown = useLast(of)
  const { drawer } = useDrawer({
    open: of !== null,
    onClose,
    thing: shown,
    begin: () => ({}),
    send: (_, seen) => withdrawProposal(customer, seen!.id),
    changes: ofIdentities,
    said: (_answer, _values, was) => `${was!.label} is no longer proposed for ${was!.user.name}.`,
  })
  return (
    <FormDrawer title={`Withdraw ${shown?.label ?? ''}?`} verb="Withdraw proposal" {...drawer}>
      <Typography>{shown?.user.name} is notified. They can still prove it themselves.</Typography>
    </FormDrawer>
  )
}

/** Ends somebody else's identity. */
export function ClearDrawer({ customer, of, onClose }: Props<Identity>) {
  const shown = useLast(of)
  const { form, drawer } = useDrawer({
    open: of !== null,
    onClose,
    thing: shown,
    begin: () => ({ note: '' }),
    send: ({ note }, seen) => clearIdentity(customer, seen!.id, note),
    changes: ofIdentities,
    said: (_answer, _values, was) => `${was!.label} is no longer linked to ${was!.user.name}.`,
  })
  return (
    <FormDrawer
      title={`Clear ${shown?.label ?? ''}?`}
      verb={`Clear ${shown ? kindWords[shown.kind].toLowerCase().replace('slack', 'Slack') : ''}`}
      danger
      {...drawer}
    >
      <Typography>
        It stops counting for {shown?.user.name} at once.{' '}
        {shown?.kind === 'slack'
          ? 'In Slack they can no longer ask or get messages by it, and channels that they are in get no posts until they are matched again.'
          : 'New calls of this host are refused. Their earlier calls stay theirs.'}{' '}
        They and the Organization Admins are notified.
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
