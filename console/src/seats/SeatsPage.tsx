import { Armchair } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { seatsAddress } from '../addresses'
import { UserState } from '../directory/UserState'
import { Guarded } from '../session/Guarded'
import { PersonLink } from '../session/links'
import { useMe } from '../session/session'
import { column } from '../theme/tokens'
import { useDelayed } from '../ui/hooks/delayed'
import { DataTable, type Column } from '../ui/list/DataTable'
import { useFilters } from '../ui/list/filters'
import { ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { ChangeSeatsDrawer } from './ChangeSeatsDrawer'
import { ReportMenu } from './ReportMenu'
import { SeatBar } from './SeatBar'
import { Act, Holding, weekOf } from './SeatCells'
import { SeatFilters } from './SeatFilters'
import { changeSeats, ofSeats, seatFilters, useHolders, useSeatUse, type SeatChange, type SeatUse } from './seats'
import { SeatViews } from './SeatViews'
import { Choose, Selection } from './Selection'

const idOf = ({ user }: SeatUse) => user.id

/** The seats of one customer: how many there are, who holds one, and giving and removing them. The law calls a seat a recording licence. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="seats">
      <Seats key={customer} customer={customer} />
    </Guarded>
  )
}

function Seats({ customer }: { customer: string }) {
  const me = useMe()
  const filters = useFilters(seatFilters)
  const { values, set } = filters
  const holders = useHolders(customer, values)
  const use = useSeatUse(customer)
  const [changing, setChanging] = useState<SeatChange | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const { pending, decide } = useDelayed(idOf, ofSeats)
  const idle = values.seat === 'idle'
  const remove = ({ user }: SeatUse) => ({ give: [], remove: [user.id] })

  // One step, where no note is asked for: sent when ten seconds have passed without *Undo*, so that nobody is notified in vain.
  const reclaim = (row: SeatUse) =>
    me.notesRequired
      ? setChanging(remove(row))
      : decide(row, `${row.user.name}’s seat is free again.`, async () => {
          const { done } = await changeSeats(customer, remove(row), '')
          if (!done) throw new Error('This was a major change. It waits for approval.')
        })

  const columns: Column<SeatUse>[] = [
    {
      key: 'name',
      head: 'Name',
      cell: (row) => (
        <>
          {row.user.can.assignSeat?.allowed && (
            <Choose
              row={row}
              chosen={chosen.includes(row.user.id)}
              onChoose={(on) => setChosen(on ? [...chosen, row.user.id] : chosen.filter((one) => one !== row.user.id))}
            />
          )}
          <PersonLink id={row.user.id} name={row.user.name} email={row.user.email} />
        </>
      ),
    },
    { key: 'seat', head: 'Seat', width: column.state, cell: ({ user }) => <Holding held={user.seat === true} /> },
    {
      key: 'used',
      head: 'Last used',
      width: column.state,
      from: 760,
      cell: ({ user, lastUsed }) => (lastUsed ? `Week of ${weekOf(lastUsed)}` : user.seat ? 'No calls yet' : null),
    },
    { key: 'state', head: 'State', width: column.chip, from: 900, cell: ({ user }) => <UserState active={user.active} listed /> },
    {
      key: 'act',
      head: 'Change',
      width: column.state,
      card: 'end',
      cell: (row) => (
        <Act
          user={row.user}
          idle={idle}
          onChange={() => setChanging(row.user.seat ? remove(row) : { give: [row.user.id], remove: [] })}
          onReclaim={() => reclaim(row)}
        />
      ),
    },
  ]

  return (
    <>
      <ListPage
        title="Seats"
        lead="With a seat (a recording licence), a person’s calls are recorded and stored."
        action={<ReportMenu customer={customer} filters={values} />}
        views={
          <>
            {use && <SeatBar use={use} idle={`${seatsAddress(customer)}?seat=idle`} />}
            <SeatViews customer={customer} waiting={use?.waiting} />
          </>
        }
        search={<SearchLine label="Name or e-mail address" value={values.query} onChange={(query) => set('query', query)} />}
        narrowing={filters.narrowing}
        filters={<SeatFilters values={values} onChange={set} />}
        onClear={filters.any ? filters.clear : undefined}
        list={holders}
        what="customer"
        noneFits="No users match these filters"
        none={{
          icon: Armchair,
          title: 'No users yet',
          words: 'People become users when they first sign in through their product. You can give them a seat then.',
        }}
      >
        {(all) => {
          const rows = all.filter((row) => !pending.includes(idOf(row)))
          return (
            <>
              {use?.can.assign?.allowed && <Selection rows={rows} chosen={chosen} onChoose={setChosen} onChange={setChanging} />}
              <DataTable label="Seats" columns={columns} rows={rows} rowKey={idOf} />
            </>
          )
        }}
      </ListPage>
      <ChangeSeatsDrawer customer={customer} change={changing} onClose={() => setChanging(null)} onDone={() => setChosen([])} />
    </>
  )
}
