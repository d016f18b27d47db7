import { useQuery } from '@tanstack/react-query'
import { Armchair } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { PersonLink } from '../session/links'
import type { User } from '../directory/directory'
import { UserState, userStates } from '../directory/UserState'
import { Guarded } from '../session/Guarded'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { Figures } from './Figures'
import { Act, Holding } from './SeatCells'
import { SeatDrawer } from './SeatDrawer'
import { seatFilters, seatsQuery, seatUseQuery, useHolders, type SeatUse } from './seats'

const holdings = [
  { key: 'held', label: 'with a seat' },
  { key: 'idle', label: 'with an idle seat' },
  { key: 'none', label: 'without a seat' },
]

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
  const filters = useFilters(seatFilters)
  const { values, set } = filters
  const people = useHolders(customer, values)
  const seats = useQuery(seatsQuery(customer))
  const use = useQuery(seatUseQuery(customer))
  const [changing, setChanging] = useState<User | null>(null)

  const columns: Column<SeatUse>[] = [
    { key: 'name', head: 'Name', cell: ({ user }) => <PersonLink id={user.id} name={user.name} email={user.email} /> },
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
      cell: ({ user }) => <Act user={user} onChange={() => setChanging(user)} />,
    },
  ]

  return (
    <>
      <ListPage
        title="Seats"
        lead="With a seat (a recording licence), a person’s calls are recorded and stored."
        views={seats.data && <Figures seats={seats.data} use={use.data} />}
        search={<SearchLine label="Name or e-mail address" value={values.query} onChange={(query) => set('query', query)} />}
        narrowing={filters.narrowing}
        filters={
          <>
            <FilterChip
              label="Seat"
              any="with or without a seat"
              choices={holdings}
              value={values.seat}
              onChange={(seat) => set('seat', seat)}
            />
            <FilterChip
              label="State"
              any="in any state"
              choices={userStates}
              value={values.state}
              onChange={(state) => set('state', state)}
            />
          </>
        }
        onClear={filters.any ? filters.clear : undefined}
        list={people}
        what="customer"
        noneFits="No users match these filters"
        none={{
          icon: Armchair,
          title: 'No users yet',
          words: 'People become users when they first sign in through their product. You can give them a seat then.',
        }}
      >
        {(rows) => <DataTable label="Seats" columns={columns} rows={rows} rowKey={({ user }) => user.id} />}
      </ListPage>
      <SeatDrawer customer={customer} user={changing} seats={seats.data} onClose={() => setChanging(null)} />
    </>
  )
}

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** A week by its Monday: of one person no finer time is told. */
const weekOf = (monday: string) => day.format(new Date(monday))
