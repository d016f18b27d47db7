import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { DataTable, type Column } from '../ui/DataTable'
import { EmptyState } from '../ui/EmptyState'
import { ListSkeleton } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Moment } from '../ui/Moment'
import { Page } from '../ui/Page'
import { ShowMore } from '../ui/ShowMore'
import { StateChip } from '../ui/StateChip'
import { Guarded } from '../session/Guarded'
import { unreadQuery, useInbox, useMarkRead, type Note } from './inbox'

/** What a note is called that is about no call one sees. */
const titles: Record<Note['kind'], string> = {
  call: 'A call',
  held: 'A call of yours is held',
  shared: 'A call was shared with you',
  opened: 'A call of yours was opened',
  access: 'Your access changed',
}

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
  const { data: unread = 0 } = useQuery(unreadQuery)

  const columns: Column<Note>[] = [
    {
      key: 'title',
      head: 'What',
      cell: (note) => (
        <Box component="span" sx={{ color: note.read ? 'text.secondary' : 'text.primary' }}>
          <bdi>{note.title ?? titles[note.kind]}</bdi>
        </Box>
      ),
    },
    {
      key: 'state',
      head: 'State',
      width: '76px',
      card: 'end',
      cell: (note) => (note.read ? 'Read' : <StateChip tone="accent">New</StateChip>),
    },
    { key: 'at', head: 'When', width: '148px', cell: (note) => <Moment at={note.at} /> },
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
                rowKey={(note) => note.id}
                to={(note) => (note.call ? `/calls/${note.call}` : undefined)}
                onOpen={(note) => !note.read && read.mutate(note.id)}
                strong={(note) => !note.read}
                below={(note) =>
                  // That a call came in is told by its title.
                  note.kind !== 'call' && (
                    <Typography variant="body2" color="text.secondary">
                      {note.text}
                    </Typography>
                  )
                }
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
