import Button from '@mui/material/Button'
import { CircleCheck, RotateCw } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { CallId } from '../session/links'
import { allowed, useMe } from '../session/session'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { Views } from '../ui/page/EntityHeader'
import { useFilters } from '../ui/list/filters'
import { Icon } from '../ui/shown/Icon'
import { counted, ListPage } from '../ui/list/ListPage'
import { Moment } from '../ui/shown/Moment'
import { useSay } from '../ui/page/Said'
import { useDeliveries, useRetry, type Delivery, type Listed } from './deliveries'

/** Deliveries that failed, wait to be sent, are held with their call, or were withdrawn: by opaque ids, for those who look after them. */
export function Component() {
  return (
    <Guarded page="deliveries">
      <DeliveryList />
    </Guarded>
  )
}

const views: { key: Listed; label: string; to: string }[] = [
  { key: 'failed', label: 'Failed', to: '?' },
  { key: 'due', label: 'Waiting', to: '?state=due' },
  { key: 'held', label: 'Held', to: '?state=held' },
  { key: 'withdrawn', label: 'Withdrawn', to: '?state=withdrawn' },
]

const where = { owner: () => 'Message to the owner', channel: ({ channel }: Delivery) => `#${channel ?? '—'}`, nobody: () => 'Not sent' }

const none = {
  failed: {
    icon: CircleCheck,
    title: 'Nothing has failed',
    words: 'When a call notification cannot be delivered, it appears here with the reason and can be retried.',
  },
  due: {
    icon: CircleCheck,
    title: 'Nothing is waiting',
    words: 'Notifications waiting for Slack appear here with the reason. Usher retries for at least 24 hours before one fails.',
  },
  withdrawn: {
    icon: CircleCheck,
    title: 'Nothing is withdrawn',
    words:
      'When someone who may not see a call joins a channel, its notifications are deleted there and appear here. They return once the channel is right again.',
  },
  held: {
    icon: CircleCheck,
    title: 'Nothing is held',
    words: 'A call that looks sensitive is held until its owner releases or deletes it. It appears here by its id only, without content.',
  },
}

function DeliveryList() {
  const me = useMe()
  const { values } = useFilters(['state'])
  const state = views.find(({ key }) => key === values.state)?.key ?? 'failed'
  const deliveries = useDeliveries(state)

  const columns: Column<Delivery>[] = [
    { key: 'why', head: 'Reason', cell: (delivery) => delivery.sentence },
    { key: 'to', head: 'Destination', width: '18%', cell: (delivery) => where[delivery.to](delivery) },
    { key: 'team', head: 'Team', width: '14%', cell: ({ team }) => team && <bdi>{team}</bdi> },
    { key: 'at', head: 'When', width: column.moment, cell: ({ at }) => <Moment at={at} /> },
  ]
  if (state === 'failed')
    columns.push({
      key: 'act',
      head: 'Change',
      width: column.chip,
      card: 'end',
      cell: (delivery) => delivery.canRetry && <Retry delivery={delivery} />,
    })

  return (
    <ListPage
      title="Delivery"
      count={counted(deliveries)}
      lead="Call notifications that did not reach Slack or were withdrawn, and why. Only people with access to a call can see its content."
      views={<Views label="Deliveries" current={state} views={views} />}
      list={deliveries}
      none={none[state]}
    >
      {(rows) => (
        <DataTable
          label="Deliveries"
          columns={columns}
          rows={rows}
          rowKey={(delivery) => delivery.id}
          below={(delivery) => <CallId id={delivery.call} opens={state === 'failed' && allowed(me, 'troubleshoot')} />}
        />
      )}
    </ListPage>
  )
}

function Retry({ delivery }: { delivery: Delivery }) {
  const say = useSay()
  const retry = useRetry()
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<Icon of={RotateCw} small />}
      loading={retry.isPending}
      // It may not make its row higher.
      sx={{ my: { sm: -1 } }}
      onClick={() =>
        // Awaited, not given along: the row, and this with it, may be gone by the time of the answer.
        void retry.mutateAsync(delivery.id).then(
          () => say({ text: 'Retrying. If it fails, it appears here again.' }),
          (error: Error) => say({ text: error.message }),
        )
      }
    >
      Retry
    </Button>
  )
}
