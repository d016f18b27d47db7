import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { LifeBuoy } from 'lucide-react'
import { Guarded } from '../session/Guarded'
import { CallId, PersonLink } from '../session/links'
import { allowed, useMe } from '../session/session'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { counted, ListPage } from '../ui/list/ListPage'
import { useSay } from '../ui/page/Said'
import { Moment } from '../ui/shown/Moment'
import { PersonName } from '../ui/shown/PersonName'
import { Until } from '../ui/shown/Until'
import { useEndSupportAccess, useSupportAccess, type SupportAccess } from './support'

/** The calls that the vendor’s staff may look at, or could: for who gives and ends it. */
export function Component() {
  return (
    <Guarded page="supportAccess">
      <AccessList />
    </Guarded>
  )
}

function AccessList() {
  const access = useSupportAccess()
  const opens = allowed(useMe(), 'troubleshoot')
  const columns: Column<SupportAccess>[] = [
    { key: 'staff', head: 'Support', cell: (one) => <PersonName name={one.staff} email={one.email ?? undefined} /> },
    { key: 'by', head: 'Given by', width: '20%', cell: ({ by }) => <PersonLink id={by.id} name={by.name} plain /> },
    {
      key: 'until',
      head: 'Access',
      width: '20%',
      cell: ({ open, until }) =>
        open ? (
          <Until at={until} first />
        ) : (
          <>
            Ended <Moment at={until} />
          </>
        ),
    },
    {
      key: 'looked',
      head: 'Opened',
      width: column.moment,
      cell: ({ lookedAt }) =>
        lookedAt ? (
          <Moment at={lookedAt} />
        ) : (
          <Typography component="span" variant="body2" color="text.secondary">
            Not yet
          </Typography>
        ),
    },
    { key: 'end', head: 'Change', width: column.chip, align: 'end', card: 'end', cell: (one) => one.open && <End access={one} /> },
  ]
  return (
    <ListPage
      title="Support access"
      count={counted(access)}
      lead="Calls that a member of your vendor’s support may look at, because you let them. They read the summary only, the call’s owner can see it, and it ends by itself. To give it, open the call and choose Give support access."
      list={access}
      what="list of support access"
      none={{
        icon: LifeBuoy,
        title: 'Support has no access',
        words: 'Your vendor’s support never sees a call unless you let one person look at that one call.',
      }}
    >
      {(rows) => (
        <DataTable
          label="Support access"
          columns={columns}
          rows={rows}
          rowKey={(one) => one.id}
          below={(one) => (
            <>
              <CallId id={one.call} opens={opens} />
              <Typography variant="body2" color="text.secondary">
                “{one.reason}”
              </Typography>
            </>
          )}
        />
      )}
    </ListPage>
  )
}

/** Done at once: the call is closed to them from this moment. */
function End({ access }: { access: SupportAccess }) {
  const say = useSay()
  const end = useEndSupportAccess()
  return (
    <Button
      size="small"
      color="inherit"
      aria-label={`End access of ${access.staff}`}
      loading={end.isPending}
      onClick={() =>
        void end.mutateAsync(access.id).then(
          () => say({ text: `${access.staff} can’t open the call any more.` }),
          (error: Error) => say({ text: error.message }),
        )
      }
      sx={{ my: -2 }}
    >
      End access
    </Button>
  )
}
