import { Building2 } from 'lucide-react'
import { callsAddress } from '../addresses'
import { Guarded } from '../session/Guarded'
import { useMe } from '../session/session'
import { column } from '../theme/tokens'
import { DataTable, type Column } from '../ui/list/DataTable'
import { FilterChip } from '../ui/list/FilterChip'
import { useFilters } from '../ui/list/filters'
import { ListPage } from '../ui/list/ListPage'
import { SearchLine } from '../ui/list/SearchLine'
import { Moment } from '../ui/shown/Moment'
import { accountFilters, useAccounts, type Account } from './accounts'

const columns: Column<Account>[] = [
  { key: 'name', head: 'Account', width: '32%', cell: (account) => <bdi>{account.name}</bdi> },
  { key: 'latest', head: 'Latest call', cell: (account) => <bdi>{account.title}</bdi> },
  { key: 'calls', head: 'Calls', width: column.number, align: 'end', from: 600, cell: (account) => account.calls },
  { key: 'when', head: 'When', width: column.moment, card: 'end', cell: (account) => <Moment at={account.at} /> },
]

/** The accounts of the calls one may see, the latest call first; each leads to its calls. */
export function Component() {
  return (
    <Guarded page="accounts">
      <AccountList />
    </Guarded>
  )
}

function AccountList() {
  const me = useMe()
  const filters = useFilters(accountFilters)
  const accounts = useAccounts(filters.values)
  const { mine, text } = filters.values
  return (
    <ListPage
      title="Accounts"
      search={<SearchLine label="Search accounts" value={text} onChange={(sought) => filters.set('text', sought)} />}
      filters={
        <FilterChip
          label="Owner"
          any="any owner"
          choices={[{ key: '1', label: 'my calls only', hint: me.name }]}
          value={mine}
          onChange={(only) => filters.set('mine', only)}
        />
      }
      narrowing={filters.narrowing}
      onClear={filters.any ? filters.clear : undefined}
      list={accounts}
      noneFits="No accounts match these filters"
      none={{
        icon: Building2,
        title: 'No accounts yet',
        words: 'The accounts of the calls you can see appear here, each with its calls.',
      }}
    >
      {(rows) => (
        <DataTable
          label="Accounts"
          columns={columns}
          rows={rows}
          rowKey={(account) => account.name}
          to={(account) => callsAddress({ account: account.name, mine })}
        />
      )}
    </ListPage>
  )
}
