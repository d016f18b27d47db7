import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useLeadOf } from './lead'
import { DataTable, type Column } from '../ui/list/DataTable'
import { Moment } from '../ui/shown/Moment'
import { ListPage } from '../ui/list/ListPage'
import { StateChip } from '../ui/shown/StateChip'
import { AccountLink, PersonLink } from '../session/links'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { column } from '../theme/tokens'
import { hasCalls } from './preferences'
import { unreadQuery, useInbox, useMarkRead, type Note } from './inbox'

/** What reached me: a note for each new call that I may see, and what else concerns me. */
export function Component() {
  return (
    <Guarded page="inbox">
      <InboxList />
    </Guarded>
  )
}

/** Whose call a note is about. */
function Owner({ note: { owner, ownerId } }: { note: Note }) {
  return ownerId ? <PersonLink id={ownerId} name={owner ?? ''} plain /> : <bdi>{owner}</bdi>
}

function InboxList() {
  const me = useMe()
  const inbox = useInbox()
  const read = useMarkRead()
  const { data: unread = 0 } = useQuery(unreadQuery)

  const leadOf = useLeadOf()
  const columns: Column<Note>[] = [
    {
      key: 'title',
      head: 'What',
      cell: (note) => (
        <Box component="span" sx={{ color: note.read ? 'text.secondary' : 'text.primary' }}>
          <bdi>{note.title ?? note.text}</bdi>
        </Box>
      ),
    },
    {
      key: 'state',
      head: 'State',
      width: column.word,
      card: 'end',
      cell: (note) => (note.read ? 'Read' : <StateChip tone="accent">New</StateChip>),
    },
    { key: 'at', head: 'When', width: column.moment, cell: (note) => <Moment at={note.at} /> },
  ]

  return (
    <ListPage
      title="Inbox"
      count={unread ? `${unread} new` : undefined}
      action={
        unread > 0 && (
          <Button variant="outlined" onClick={() => read.mutate('all')} loading={read.isPending}>
            Mark all as read
          </Button>
        )
      }
      list={inbox}
      none={{
        icon: Inbox,
        title: 'Your inbox is empty',
        words: hasCalls(me)
          ? 'New calls you can see appear here with a link to the summary, and so do changes of your access.'
          : 'When your access changes, or a request waits for you, a notification appears here.',
      }}
    >
      {(rows) => (
        <DataTable
          label="Inbox"
          columns={columns}
          rows={rows}
          rowKey={(note) => note.id}
          to={leadOf}
          onOpen={(note) => !note.read && read.mutate(note.id)}
          strong={(note) => !note.read}
          below={(note) =>
            // What is about no call is the text alone.
            note.title && (
              <Typography variant="body2" color="text.secondary">
                {note.kind === 'call' ? (
                  <>
                    New call by <Owner note={note} />
                    {note.account && (
                      <>
                        {' with '}
                        <AccountLink account={note.account} />
                      </>
                    )}
                  </>
                ) : note.kind === 'shared' && note.owner ? (
                  <>
                    <Owner note={note} /> shared a call with you
                  </>
                ) : (
                  note.text
                )}
              </Typography>
            )
          }
        />
      )}
    </ListPage>
  )
}
