import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { userAddress } from '../addresses'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { dayName } from '../ui/shown/days'
import { Moment } from '../ui/shown/Moment'
import { idOf, kindWords, type Identity, type Proposed, type Unmatched } from './identities'

type Named = Pick<Identity, 'kind' | 'label' | 'external'>

const what: Column<Named> = { key: 'what', head: 'Identity', cell: ({ label }) => <bdi>{label}</bdi> }
const kind: Column<Named> = { key: 'kind', head: 'Kind', width: '16%', from: 760, cell: (row) => kindWords[row.kind] }

/** The id in Slack, which tells two people of one name apart. */
const below = (row: Named) =>
  idOf(row) && (
    <Typography variant="caption" component="div" color="text.secondary">
      {idOf(row)}
    </Typography>
  )

const act = <Row extends Named>(verb: string, on: (row: Row) => void, refused: (row: Row) => string | null | undefined): Column<Row> => ({
  key: 'act',
  head: 'Change',
  width: column.chip,
  align: 'end',
  card: 'end',
  cell: (row) =>
    !refused(row) && (
      <Button size="small" variant="outlined" aria-label={`${verb} ${row.label}`} onClick={() => on(row)} sx={{ my: { sm: -1 } }}>
        {verb}
      </Button>
    ),
})

const whose = (customer: string): Column<Identity | Proposed> => ({
  key: 'user',
  head: 'User',
  width: '20%',
  cell: ({ user }) => (
    <Link to={userAddress(customer, user.id)}>
      <bdi>{user.name}</bdi>
    </Link>
  ),
})

export function UnmatchedList({ rows, onPropose }: { rows: Unmatched[]; onPropose?: (row: Unmatched) => void }) {
  const columns: Column<Unmatched>[] = [
    what as Column<Unmatched>,
    kind as Column<Unmatched>,
    { key: 'may', head: 'May be', width: '24%', cell: ({ suggested }) => suggested.map(({ name }) => name).join(', ') || '—' },
    { key: 'day', head: 'Last refused', width: column.moment, from: 760, cell: ({ day }) => day && dayName(day) },
    ...(onPropose ? [act<Unmatched>('Propose', onPropose, () => null)] : []),
  ]
  return (
    <DataTable label="Unmatched" columns={columns} rows={rows} rowKey={({ kind: of, external }) => `${of} ${external}`} below={below} />
  )
}

export function ProposedList({ customer, rows, onWithdraw }: { customer: string; rows: Proposed[]; onWithdraw: (row: Proposed) => void }) {
  const columns: Column<Proposed>[] = [
    what as Column<Proposed>,
    kind as Column<Proposed>,
    whose(customer) as Column<Proposed>,
    { key: 'by', head: 'Proposed by', width: '14%', from: 1000, cell: ({ by }) => <bdi>{by.name}</bdi> },
    { key: 'at', head: 'When', width: column.moment, from: 760, cell: ({ at }) => <Moment at={at} /> },
    act<Proposed>('Withdraw', onWithdraw, ({ withdraw }) => (withdraw.allowed ? null : withdraw.why)),
  ]
  return <DataTable label="Proposed" columns={columns} rows={rows} rowKey={({ id }) => id} below={below} />
}

export function LinkedList({ customer, rows, onClear }: { customer: string; rows: Identity[]; onClear: (row: Identity) => void }) {
  const columns: Column<Identity>[] = [
    what as Column<Identity>,
    kind as Column<Identity>,
    whose(customer) as Column<Identity>,
    { key: 'since', head: 'Since', width: column.moment, from: 760, cell: ({ since }) => <Moment at={since} /> },
    act<Identity>('Clear', onClear, ({ clear }) => (clear.allowed ? null : clear.why)),
  ]
  return <DataTable label="Linked" columns={columns} rows={rows} rowKey={({ id }) => id} below={below} />
}
