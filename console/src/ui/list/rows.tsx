import Box from '@mui/material/Box'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { size } from '../../theme/tokens'
import { useRowKeys } from '../hooks/rowKeys'

export interface Column<Row> {
  key: string
  head: string
  /** What it holds of a row; null where there is nothing. */
  cell: (row: Row) => ReactNode
  /** Share of the width, as CSS; a column without one takes what is left. */
  width?: string
  align?: 'end'
  /** Where it is on a phone's card: at the end of the first line, or in the second line (the default); `none` leaves it out. */
  card?: 'end' | 'line' | 'none'
  /** Left out below this width of the window, in pixels. */
  from?: number
}

export interface RowsProps<Row> {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Where the first column leads; without it rows are only read. */
  to?: (row: Row) => string | undefined
  /** Told when a row's link is followed. */
  onOpen?: (row: Row) => void
  /** Something below a row's first column, such as the words that were found. */
  below?: (row: Row) => ReactNode
  strong?: (row: Row) => boolean
}

const virtualFrom = 200

/** The slice of rows to render, with the heights that stand in for the others. */
export function useSlice<Row>({ rows, rowKey }: RowsProps<Row>, estimate: number) {
  const top = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  useRowKeys(top)
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
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '0.25em' },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible::after': {
    outlineStyle: 'solid',
    outlineWidth: size.focus,
    outlineColor: 'primary.main',
    outlineOffset: -2,
    borderRadius: `${size.radiusSmall}px`,
  },
} as const

/** The first column's cell: the link of its row, where the row leads somewhere. */
export function First<Row>({
  column,
  row,
  to,
  onOpen,
  strong,
}: { column: Column<Row>; row: Row } & Pick<RowsProps<Row>, 'to' | 'onOpen' | 'strong'>) {
  const weight = strong?.(row) ? 600 : 500
  const target = to?.(row)
  if (target === undefined) return <Box sx={{ fontWeight: weight }}>{column.cell(row)}</Box>
  return (
    <Box component={Link} to={target} data-row onClick={() => onOpen?.(row)} sx={{ ...rowLink, fontWeight: weight }}>
      {column.cell(row)}
    </Box>
  )
}
