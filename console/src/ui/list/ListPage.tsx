import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { SearchX, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../api/problem'
import { EmptyState } from '../page/EmptyState'
import { ListSkeleton } from '../page/Later'
import { Loaded } from '../page/Loaded'
import { Page } from '../page/Page'
import { FilterBar } from './FilterBar'
import { ShowMore } from './ShowMore'

interface Listed<Row> {
  items: Row[]
  data: unknown
  error: Problem | Error | null
  isPending: boolean
  isPlaceholderData: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

interface Props<Row> {
  title: string
  count?: ReactNode
  lead?: ReactNode
  action?: ReactNode
  /** Stands above the filters: the sections of the list. */
  views?: ReactNode
  /** The line of words that narrows the list. */
  search?: ReactNode
  /** The chips, and how many of them narrow it. */
  filters?: ReactNode
  narrowing?: number
  /** Given while something narrows the list. */
  onClear?: () => void
  list: Listed<Row>
  /** What is not there when the list itself is gone. */
  what?: string
  /** What is shown here before there is a first row. */
  none: { icon: LucideIcon; title: string; words: ReactNode }
  /** What is said when rows are there, but none that the filters let through. */
  noneFits?: string
  noneFitsWords?: ReactNode
  children: (rows: Row[]) => ReactNode
}

/** A list and all that belongs to one: title with its number, one action, filters in the address, rows, the next page, and its empty states. */
export function ListPage<Row>({
  title,
  count,
  lead,
  action,
  views,
  search,
  filters,
  narrowing,
  onClear,
  list,
  what,
  none,
  noneFits,
  noneFitsWords,
  children,
}: Props<Row>) {
  return (
    <Page title={title} count={count} lead={lead} action={action}>
      {views}
      {(search || filters) && (
        <FilterBar search={search} narrowing={narrowing} onClear={onClear}>
          {filters}
        </FilterBar>
      )}
      <Loaded query={list} skeleton={<ListSkeleton />} what={what} back="/">
        {() =>
          list.items.length ? (
            <Box sx={{ opacity: list.isPlaceholderData ? 0.6 : 1 }}>
              {children(list.items)}
              <ShowMore pages={list} />
            </Box>
          ) : onClear ? (
            <EmptyState
              icon={SearchX}
              title={noneFits ?? 'No results for these filters'}
              action={
                list.hasNextPage ? (
                  <Button variant="outlined" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    Look further back
                  </Button>
                ) : (
                  <Button variant="outlined" onClick={onClear}>
                    Clear filters
                  </Button>
                )
              }
            >
              {noneFitsWords}
            </EmptyState>
          ) : (
            <EmptyState icon={none.icon} title={none.title}>
              {none.words}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

/** How many rows there are, as far as the browser knows: “12”, “50+”. */
export function counted({ items, hasNextPage, data }: { items: unknown[]; hasNextPage: boolean; data: unknown }): string | undefined {
  return data === undefined ? undefined : `${items.length}${hasNextPage ? '+' : ''}`
}
