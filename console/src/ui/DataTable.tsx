import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { size } from '../theme/tokens'

export interface Column<Row> {
  key: string
  head: string
  /** What it holds of a row; null where there is nothing. */
  cell: (row: Row) => ReactNode
  /** Share of the width, as CSS; a column without one takes what is left. */
  width?: string
  align?: 'end'
  /** Where it stands on a phone's card: at the end of the first line, or in the second line (the default); `none` leaves it out. */
  card?: 'end' | 'line' | 'none'
  /** Left out below this width of the window, in pixels. */
  from?: number
}

interface Props<Row> {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Where the first column leads; without it rows are only read. */
  to?: (row: Row) => string | undefined
  /** Something below a row's first column, such as the words that were found. */
  below?: (row: Row) => ReactNode
  strong?: (row: Row) => boolean
}

const virtualFrom = 200
const phone = '(max-width: 599.95px)'

/**
 * A dense table whose first column is the link; on a phone each row becomes a card of two lines. Above 200 rows only those
 * near the window are in the document.
 */
export function DataTable<Row>(props: Props<Row>) {
  return useMediaQuery(phone, { noSsr: true }) ? <Cards {...props} /> : <Table {...props} />
}

/** The slice of rows to render, with the heights that stand in for the others. */
function useSlice<Row>({ rows, rowKey }: Props<Row>, estimate: number) {
  const top = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  const all = rows.length <= virtualFrom
  const virtual = useWindowVirtualizer({
    count: all ? 0 : rows.length,
    estimateSize: () => estimate,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => (rows[index] === undefined ? index : rowKey(rows[index])),
  })
  const items = virtual.getVirtualItems()
  if (all) return { top, shown: rows.map((row, index) => ({ row, index })), before: 0, after: 0, measure: undefined }
  return {
    top,
    shown: items.flatMap(({ index }) => (rows[index] === undefined ? [] : [{ row: rows[index], index }])),
    before: items[0] ? items[0].start - margin : 0,
    after: items.length ? virtual.getTotalSize() - (items.at(-1)!.end - margin) : 0,
    measure: virtual.measureElement,
  }
}

const rowLink = {
  color: 'inherit',
  textDecoration: 'none',
  '&::after': { content: '""', position: 'absolute', inset: 0 },
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '3px' },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible::after': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2, borderRadius: `${size.radiusSmall}px` },
} as const

function First<Row>({ column, row, to, strong }: { column: Column<Row>; row: Row } & Pick<Props<Row>, 'to' | 'strong'>) {
  const weight = strong?.(row) ? 600 : 500
  const target = to?.(row)
  if (target === undefined) return <Box sx={{ fontWeight: weight }}>{column.cell(row)}</Box>
  return (
    <Box component={Link} to={target} sx={{ ...rowLink, fontWeight: weight }}>
      {column.cell(row)}
    </Box>
  )
}

const cell = { px: 3, py: 2, textAlign: 'start', verticalAlign: 'top', overflow: 'hidden', textOverflow: 'ellipsis', '&:first-of-type': { pl: 2 }, '&:last-of-type': { pr: 2 } } as const

function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, to, below, strong } = props
  const { top, shown, before, after, measure } = useSlice(props, size.row)
  const hiddenBelow = (column: Column<Row>) => (column.from ? { [`@media (max-width: ${column.from - 0.05}px)`]: { display: 'none' } } : {})
  return (
    <Box ref={top} sx={{ mx: -2 }}>
      <Box component="table" aria-label={label} aria-rowcount={rows.length + 1} sx={{ width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse', typography: 'body2', '& .onCard': { display: 'none' } }}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Box component="th" scope="col" key={column.key} sx={{ ...cell, ...hiddenBelow(column), width: column.width, textAlign: column.align ?? 'start', fontWeight: 500, color: 'text.secondary', typography: 'caption', borderBottom: 1, borderColor: 'divider' }}>
                {column.head}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} aria-hidden />}
          {shown.map(({ row, index }) => (
            <Box
              component="tr"
              key={rowKey(row)}
              ref={measure}
              data-index={index}
              aria-rowindex={index + 2}
              sx={{ position: 'relative', height: size.row, '&:hover': to ? { bgcolor: 'action.hover' } : undefined }}
            >
              {columns.map((column, place) => (
                <Box
                  component="td"
                  key={column.key}
                  sx={{ ...cell, ...hiddenBelow(column), textAlign: column.align ?? 'start', whiteSpace: place ? 'nowrap' : undefined, color: place ? 'text.secondary' : undefined, fontVariantNumeric: column.align ? 'tabular-nums' : undefined }}
                >
                  {place ? (column.cell(row) ?? '—') : <First column={column} row={row} to={to} strong={strong} />}
                  {!place && below?.(row)}
                </Box>
              ))}
            </Box>
          ))}
          {after > 0 && <tr style={{ height: after }} aria-hidden />}
        </tbody>
      </Box>
    </Box>
  )
}

function Cards<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, to, below, strong } = props
  const { top, shown, before, after, measure } = useSlice(props, 64)
  const [first, ...rest] = columns
  if (!first) return null
  const end = rest.filter((column) => column.card === 'end')
  const line = rest.filter((column) => (column.card ?? 'line') === 'line')
  return (
    <Box ref={top}>
      <Box component="ul" aria-label={label} sx={{ mx: -4, paddingTop: `${before}px !important`, paddingBottom: `${after}px !important` }}>
        {shown.map(({ row, index }) => (
          <Box component="li" key={rowKey(row)} ref={measure} data-index={index} aria-setsize={rows.length} aria-posinset={index + 1} sx={{ position: 'relative', px: 4, py: 2.5, minHeight: size.touch }}>
            <Box sx={{ display: 'flex', gap: 3, alignItems: 'baseline' }}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <First column={first} row={row} to={to} strong={strong} />
              </Box>
              {end.map((column) => (
                <Typography key={column.key} variant="caption" component="span" color="text.secondary" sx={{ flex: 'none' }}>
                  {column.cell(row)}
                </Typography>
              ))}
            </Box>
            {below?.(row)}
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1, typography: 'body2', color: 'text.secondary', mt: 0.5 }}>
              {line.map((column) => {
                const content = column.cell(row)
                return (
                  content != null && (
                    <Box component="span" key={column.key} sx={{ minWidth: 0, maxWidth: '100%' }}>
                      {content}
                    </Box>
                  )
                )
              })}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
