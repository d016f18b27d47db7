import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { screen, size } from '../../theme/tokens'
import { Cards } from './Cards'
import { First, useSlice, type Column, type RowsProps } from './rows'

export type { Column } from './rows'

/**
 * A dense table whose first column is the link; on a phone each row becomes a card of two lines. Above 200 rows only those
 * near the window are in the document.
 */
export function DataTable<Row>(props: RowsProps<Row>) {
  return useMediaQuery(screen.phone, { noSsr: true }) ? <Cards {...props} /> : <Table {...props} />
}

const cell = {
  px: 3,
  py: 2,
  textAlign: 'start',
  verticalAlign: 'top',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  '&:first-of-type': { pl: 2 },
  '&:last-of-type': { pr: 2 },
} as const

// The row's link lies over the whole row, and a moment over the link: its exact time shows on hover, and a click goes on to the link.
const aboveLink = { '@media (hover: hover)': { '& time': { position: 'relative', zIndex: 1, cursor: 'inherit' } } } as const

function Table<Row>(props: RowsProps<Row>) {
  const { label, columns, rows, rowKey, to, onOpen, below, strong } = props
  const { top, shown, before, after, measure } = useSlice(props, size.row)
  const hiddenBelow = (column: Column<Row>) => (column.from ? { [screen.below(column.from)]: { display: 'none' } } : {})
  return (
    <Box ref={top} sx={{ mx: -2 }}>
      <Box
        component="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        sx={{
          width: '100%',
          tableLayout: 'fixed',
          borderCollapse: 'collapse',
          typography: 'body2',
          '& .onCard': { display: 'none' },
          ...aboveLink,
        }}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <Box
                component="th"
                scope="col"
                key={column.key}
                sx={{
                  ...cell,
                  ...hiddenBelow(column),
                  width: column.width,
                  textAlign: column.align ?? 'start',
                  fontWeight: 500,
                  color: 'text.secondary',
                  typography: 'caption',
                  borderBottom: 1,
                  borderColor: 'divider',
                }}
              >
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
              onClick={(event) => (event.target as Element).closest('time') && event.currentTarget.querySelector('a')?.click()}
              sx={{ position: 'relative', height: size.row, '&:hover': to ? { bgcolor: 'action.hover' } : undefined }}
            >
              {columns.map((column, place) => (
                <Box
                  component="td"
                  key={column.key}
                  sx={{
                    ...cell,
                    ...hiddenBelow(column),
                    textAlign: column.align ?? 'start',
                    whiteSpace: place ? 'nowrap' : undefined,
                    color: place ? 'text.secondary' : undefined,
                    fontVariantNumeric: column.align ? 'tabular-nums' : undefined,
                  }}
                >
                  {place ? (column.cell(row) ?? '—') : <First column={column} row={row} to={to} onOpen={onOpen} strong={strong} />}
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
