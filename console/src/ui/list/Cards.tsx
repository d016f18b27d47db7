import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { size } from '../../theme/tokens'
import { First, useSlice, type RowsProps } from './rows'

/** The rows as cards of two lines, for a phone. */
export function Cards<Row>(props: RowsProps<Row>) {
  const { label, columns, rows, rowKey, to, onOpen, below, strong } = props
  const { top, shown, before, after, measure } = useSlice(props, size.turn)
  const [first, ...rest] = columns
  if (!first) return null
  const end = rest.filter((column) => column.card === 'end')
  const line = rest.filter((column) => (column.card ?? 'line') === 'line')
  return (
    <Box ref={top}>
      <Box component="ul" aria-label={label} sx={{ mx: -4, paddingTop: `${before}px !important`, paddingBottom: `${after}px !important` }}>
        {shown.map(({ row, index }) => (
          <Box
            component="li"
            key={rowKey(row)}
            ref={measure}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            sx={{ position: 'relative', px: 4, py: 2.5, minHeight: size.touch }}
          >
            <Box sx={{ display: 'flex', gap: 3, alignItems: 'baseline' }}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <First column={first} row={row} to={to} onOpen={onOpen} strong={strong} />
              </Box>
              {end.map((column) => (
                <Typography key={column.key} variant="caption" component="span" color="text.secondary" sx={{ flex: 'none' }}>
                  {column.cell(row)}
                </Typography>
              ))}
            </Box>
            {below?.(row)}
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                columnGap: 3,
                rowGap: 1,
                typography: 'body2',
                color: 'text.secondary',
                mt: 0.5,
              }}
            >
              {line.map((column) => {
                const content = column.cell(row)
                return (
                  content != null && (
                    <Box
                      component="span"
                      key={column.key}
                      sx={{ minWidth: 0, maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                    >
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
