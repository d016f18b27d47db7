import Typography from '@mui/material/Typography'
import { useNotes } from '../directory/directory'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { ofApps, take, type AppPage, type Step } from './marketplace'
import type { Asked } from './PlaceActs'

interface Props {
  customer: string
  app: AppPage
  asked: Asked | null
  onClose: () => void
}

const words: Record<Step, { verb: string; done: string; says: string; back?: Step }> = {
  remove: { verb: 'Remove', done: 'removed', says: 'What was approved is void. It can be requested again.' },
  disable: {
    verb: 'Disable',
    done: 'disabled',
    says: 'It stops working at once, for everybody, and its key reads nothing. The configuration is kept; a connection to a provider is ended.',
    back: 'enable',
  },
  enable: {
    verb: 'Enable',
    done: 'enabled',
    says: 'It works again at once, with the configuration it had. An app that uses a provider has to be connected again.',
    back: 'disable',
  },
  remind: { verb: 'Remind', done: 'reminded of', says: 'The request moves to the front of the queue, and those who decide are notified.' },
}

/** Takes one step of an app's life in a tenant, after saying what it does. */
export function StepDrawer(props: Props) {
  const shown = useLast(props.asked)
  return shown && <Body {...props} asked={shown} open={props.asked !== null} />
}

function Body({ customer, app, asked: { act, place }, open, onClose }: Props & { asked: Asked; open: boolean }) {
  const step = act as Step
  const { verb, done, says, back } = words[step]
  const notes = useNotes(customer)
  const at = { customer, app: app.slug, tenant: place.tenant.slug }
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: place,
    begin: () => ({ note: '' }),
    send: ({ note }) => take(step, at, note),
    changes: ofApps,
    said: () => (step === 'remind' ? 'They are reminded.' : `${app.name} ${done} in ${place.tenant.name}.`),
    undo: back && ((_answer, { note }) => take(back, at, note)),
  })
  return (
    <FormDrawer
      title={`${verb} ${step === 'remind' ? 'them of ' : ''}${app.name} in ${place.tenant.name}?`}
      verb={verb}
      danger={step === 'disable'}
      {...drawer}
    >
      <Typography>{says}</Typography>
      {step !== 'remind' && <NoteField required={notes} field={form.register('note')} />}
    </FormDrawer>
  )
}
