import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Inbox } from 'lucide-react'
import { useMe } from '../session/session'
import { DataTable, type Column } from '../ui/DataTable'
import { EmptyState } from '../ui/EmptyState'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Moment } from '../ui/Moment'
import { Page } from '../ui/Page'
import { ShowMore } from '../ui/ShowMore'
import { StateChip } from '../ui/StateChip'
import { Guarded } from '../session/Guarded'
import { useInbox, useMarkRead, type InboxItem } from './inbox'

/** What reached me: a note for each new call that I may see, and what else concerns me. */
export function Component() {
  return (
    <Guarded page="inbox">
      <InboxList />
    </Guarded>
  )
}

function InboxList() {
  const inbox = useInbox()
  const read = useMarkRead()
  const { unread = 0 } = useMe()

  const columns: Column<InboxItem>[] = [
    {
      key: 'title',
      head: 'What',
      cell: (item) => (
        <Box
          component="span"
          onClick={() => !item.read && read.mutate(item.id)}
          sx={{ color: item.read ? 'text.secondary' : 'text.primary' }}
        >
          <bdi>{item.title}</bdi>
        </Box>
      ),
    },
    {
      key: 'state',
      head: 'State',
      width: '76px',
      card: 'end',
      cell: (item) => (item.read ? 'Read' : <StateChip tone="accent">New</StateChip>),
    },
    { key: 'at', head: 'When', width: '148px', cell: (item) => <Moment at={item.at} /> },
  ]

  return (
    <Page
      title="Inbox"
      count={unread ? `${unread} new` : undefined}
      action={
        unread > 0 && (
          <Button variant="outlined" onClick={() => read.mutate('all')} disabled={read.isPending}>
            Mark all as read
          </Button>
        )
      }
    >
      <Loaded query={inbox} skeleton={<ListSkeleton />}>
        {() =>
          inbox.items.length ? (
            <>
              <DataTable
                label="Inbox"
                columns={columns}
                rows={inbox.items}
                rowKey={(item) => item.id}
                to={(item) => (item.call ? `/calls/${item.call}` : undefined)}
                strong={(item) => !item.read}
                below={(item) => (
                  <Typography variant="body2" color="text.secondary" noWrap>
                    {item.text}
                  </Typography>
                )}
              />
              <ShowMore pages={inbox} />
            </>
          ) : (
            <EmptyState icon={Inbox} title="Nothing has reached you yet">
              When a call comes in that you may see, a note about it stands here: what it was about, and a way to its summary.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
